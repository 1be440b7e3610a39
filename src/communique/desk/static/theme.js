"use strict";
// Light or dark: as the system says until the reader chooses; the choice is kept in this browser.
const themes = { get: () => localStorage.getItem("theme"), set: (name) => localStorage.setItem("theme", name) };
if (themes.get()) document.documentElement.dataset.theme = themes.get();
document.addEventListener("DOMContentLoaded", () => {
  document.getElementById("theme").addEventListener("click", () => {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const now = document.documentElement.dataset.theme || (dark ? "dark" : "light");
    document.documentElement.dataset.theme = now === "dark" ? "light" : "dark";
    themes.set(document.documentElement.dataset.theme);
    document.dispatchEvent(new Event("themechange"));
  });
});
