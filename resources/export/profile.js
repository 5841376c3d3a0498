// Without this script the address alone chooses the panel. With it the panel stays while a reader follows a source,
// and the arrow keys go round the wheel.
(function () {
  "use strict";
  const root = document.documentElement;
  const panels = Array.from(document.querySelectorAll(".panels > section"));
  const sectors = Array.from(document.querySelectorAll("nav svg a"));
  const links = Array.from(document.querySelectorAll("nav a"));
  const status = document.querySelector("[role=status]");

  function show(hash) {
    const id = hash.slice(1);
    if (id !== "all" && !panels.some((panel) => panel.id === id)) return false;
    panels.forEach((panel) => panel.classList.toggle("open", id === "all" || panel.id === id));
    links.forEach((link) => {
      if (link.getAttribute("href") === hash) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
    return true;
  }

  function turn(event) {
    const back = root.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
    const forth = root.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    const step = { [back]: -1, ArrowUp: -1, [forth]: 1, ArrowDown: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = sectors[(sectors.indexOf(event.currentTarget) + step + sectors.length) % sectors.length];
    const hash = next.getAttribute("href");
    next.focus();
    show(hash);
    history.replaceState(null, "", hash);
    status.textContent = next.getAttribute("aria-label");
  }

  function home(event) {
    if (event.key === "Escape" && panels.some((panel) => !panel.classList.contains("open"))) location.hash = "#introduction";
  }

  root.classList.add("scripted");
  if (!show(location.hash)) show("#introduction");
  window.addEventListener("hashchange", () => show(location.hash));
  sectors.forEach((sector) => sector.addEventListener("keydown", turn));
  document.addEventListener("keydown", home);
})();
