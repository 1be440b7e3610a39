"use strict";
// Every plot of a page: its data stand in the page as JSON, and as a table for those who would rather read.
const styles = () => getComputedStyle(document.documentElement);
const colour = (name) => styles().getPropertyValue(`--${name}`).trim();
const drawn = [];
const dataset = (series, kind) => ({
  label: series.name, data: series.values, type: series.line ? "line" : kind, yAxisID: series.axis || "y", stack: series.stack,
  backgroundColor: colour(series.colour), borderColor: colour(series.colour), borderWidth: series.line ? 2 : 0,
  pointRadius: 2, tension: 0.2, spanGaps: true, order: series.line ? 0 : 1,
});
const axis = (named, more) => ({
  ticks: { color: colour("soft") }, grid: { color: colour("line") }, title: { display: Boolean(named), text: named, color: colour("soft") }, ...more,
});
const draw = (figure) => {
  const plot = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
  const scales = { x: axis("", { stacked: true }), y: axis(plot.y, { stacked: true, beginAtZero: true, ticks: { color: colour("soft"), precision: 0 } }) };
  if (plot.right) scales.right = axis(plot.right, { position: "right", min: -10, max: 10, grid: { drawOnChartArea: false } });
  const options = {
    responsive: true, maintainAspectRatio: false, scales, animation: false,
    interaction: { mode: "index", intersect: false },
    plugins: { legend: { labels: { color: colour("ink"), boxWidth: 14 } } },
    onClick: (event, hit) => { if (hit.length && plot.links) location.href = plot.links[hit[0].index]; },
  };
  drawn.push(new Chart(figure.querySelector("canvas"), { data: { labels: plot.labels, datasets: plot.series.map((each) => dataset(each, "bar")) }, options }));
};
const all = () => {
  for (const chart of drawn.splice(0)) chart.destroy();
  Chart.defaults.font.family = "system-ui, sans-serif";
  document.querySelectorAll("figure[data-plot]").forEach(draw);
};
all();
document.addEventListener("themechange", all);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", all);
