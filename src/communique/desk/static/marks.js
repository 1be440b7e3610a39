"use strict";
// Pointing at an entry lights its words in the text, pointing at words lights their entries; so does keyboard focus.
const parts = [...document.querySelectorAll("[data-of]")];
const entries = (part) => part.dataset.of.split(" ");
const light = (target) => {
  const part = target instanceof Element ? target.closest("[data-of]") : null;
  const wanted = new Set(part ? entries(part) : []);
  for (const each of parts) each.classList.toggle("lit", entries(each).some((entry) => wanted.has(entry)));
};
for (const kind of ["mouseover", "focusin"]) document.addEventListener(kind, (event) => light(event.target));
// A tap or click on marked words goes to the entry that they were read for: the statement first.
document.querySelector(".text").addEventListener("click", (event) => {
  const part = event.target.closest("mark[data-of]");
  if (!part || !getSelection().isCollapsed) return;
  const order = ["s", "m", "e", "a", "q"];
  const [first] = entries(part).sort((one, other) => order.indexOf(one[0]) - order.indexOf(other[0]));
  const entry = document.getElementById(first);
  entry.closest("details")?.setAttribute("open", "");
  entry.scrollIntoView({ block: "nearest" });
});
