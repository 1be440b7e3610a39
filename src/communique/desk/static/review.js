"use strict";
// Keys: each button and link says its own. In a field, letters are letters; Escape leads out, Ctrl+Enter saves.
const form = document.querySelector("form.claim");
const typing = (target) => target.matches("input:not([type=checkbox]), select, textarea");
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form?.requestSubmit(form.querySelector('[data-key="enter"]'));
    return;
  }
  if (event.key === "Escape") { document.activeElement.blur(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "e") { event.preventDefault(); form?.querySelector(".fields select, .fields input")?.focus(); return; }
  const wanted = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (wanted) { event.preventDefault(); wanted.click(); }
});
// Offsets count characters as the record does, not the halves that a script counts of those beyond the first plane.
const characters = (words) => [...words].length;
const text = document.querySelector("[data-text]");
const offset = (node, at) => {
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
  if (!piece || !text.contains(piece)) return null;
  const words = node.nodeType === Node.TEXT_NODE ? node.data.slice(0, at) : at ? piece.textContent : "";
  return Number(piece.dataset.start) + characters(words);
};
const span = form?.querySelector("[data-span]");
const shown = form?.querySelector("[data-shown]");
const show = () => {
  const [start, end] = span.value.split(",").map(Number);
  const words = [...[...text.querySelectorAll("[data-start]")].map((piece) => piece.textContent).join("")];
  shown.textContent = end > start ? words.slice(start, end).join("") : "";
};
if (span) {
  show();
  span.addEventListener("input", show);
  form.querySelector("[data-take]").addEventListener("click", () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const ends = [offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset)];
    if (ends.includes(null) || ends[1] <= ends[0]) return;
    span.value = ends.join(",");
    show();
  });
}
// The claim's own words stand out, and are in sight.
const own = form?.dataset.lit && text ? text.querySelectorAll(`[data-of~="${CSS.escape(form.dataset.lit)}"]`) : [];
for (const piece of own) piece.classList.add("claimed");
const frame = text?.closest(".beside");
if (own[0]) frame.scrollTop = own[0].getBoundingClientRect().top - frame.getBoundingClientRect().top - frame.clientHeight / 3;
