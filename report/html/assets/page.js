// Brings the page to life: one step is one thing, wherever it is shown. Without it the page has the same to say: links lead to
// steps and lines, and details open by themselves. Nothing here makes markup from text.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const shownAt = (number) => all(`[data-step~="${number}"]`);
  const stepsOf = (element) => element.dataset.step?.split(" ") ?? [];

  function mark(name, numbers) {
    for (const element of all(`.${name}`)) element.classList.remove(name);
    for (const number of numbers) for (const element of shownAt(number)) element.classList.add(name);
  }

  /** Moves what scrolls inside the page, but the page only for what was asked for. */
  function intoView(element, box) {
    if (element === undefined || box === null) return;
    const inner = element.getBoundingClientRect();
    const outer = box.getBoundingClientRect();
    if (inner.top < outer.top || inner.bottom > outer.bottom) box.scrollTop += inner.top - outer.top - outer.height / 3;
    if (inner.left < outer.left || inner.right > outer.right)
      box.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
  }

  function select(number, focus) {
    mark("on", [number]);
    const step = document.getElementById(`step-${number}`);
    const details = step?.querySelector(":scope > .more");
    if (details) details.open = true;
    const rest = step?.closest("details.rest");
    if (rest) rest.open = true;
    const others = shownAt(number);
    intoView(
      others.find((element) => element.matches(".node")),
      document.querySelector(".graph-box"),
    );
    intoView(
      others.find((element) => element.matches(".line")),
      document.querySelector(".program"),
    );
    if (focus && step) {
      step.focus({ preventScroll: true });
      step.scrollIntoView({ block: "nearest" });
    }
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#step-"]');
    if (link !== null) {
      event.preventDefault();
      select(link.getAttribute("href").slice("#step-".length), true);
      return;
    }
    const part = event.target.closest("[data-step]");
    if (part !== null && !event.target.closest("summary, button, a")) select(stepsOf(part)[0], false);
  });
  for (const name of ["mouseover", "focusin"]) {
    document.addEventListener(name, (event) => {
      const part = event.target.closest?.("[data-step]");
      mark("near", part ? stepsOf(part) : []);
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") mark("on", []);
  });

  // One stop for Tab in the graph; the arrow keys go from call to call.
  const nodes = all(".graph a.node");
  function stopAt(node) {
    for (const other of nodes) other.tabIndex = other === node ? 0 : -1;
  }
  if (nodes.length > 0) stopAt(nodes[0]);
  const moves = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
  document.querySelector(".graph")?.addEventListener("keydown", (event) => {
    const index = nodes.indexOf(event.target.closest("a.node"));
    const ends = { Home: 0, End: nodes.length - 1 };
    const to = event.key in moves ? index + moves[event.key] : (ends[event.key] ?? -1);
    if (index === -1 || nodes[to] === undefined) return;
    event.preventDefault();
    stopAt(nodes[to]);
    nodes[to].focus();
  });

  // Worlds: what is not called in the open one is dimmed in the graph.
  const worlds = all("details.world");
  const slider = document.getElementById("world");
  function ghost(world) {
    const called = world?.dataset.called.split(" ");
    for (const element of all(".graph [data-step], .chip[data-step]"))
      element.classList.toggle("ghost", called !== undefined && !called.includes(element.dataset.step));
  }
  function told(index) {
    const title = worlds[index]?.querySelector("summary").textContent ?? "";
    if (slider === null) return;
    slider.value = String(index + 1);
    slider.setAttribute("aria-valuetext", title);
    document.querySelector('output[for="world"]').textContent = `${index + 1} of ${worlds.length}: ${title}`;
  }
  if (slider !== null) {
    slider.closest(".slider").hidden = false;
    told(0);
    slider.addEventListener("input", () => {
      const world = worlds[Number(slider.value) - 1];
      if (world !== undefined) world.open = true;
    });
  }
  let touched = false;
  for (const [index, world] of worlds.entries()) {
    world.addEventListener("toggle", () => {
      if (!world.open) {
        if (touched && worlds.every((other) => !other.open)) ghost(undefined);
        return;
      }
      told(index);
      if (touched) ghost(world);
    });
    world.addEventListener("click", () => {
      touched = true;
    });
  }
  slider?.addEventListener("input", () => {
    touched = true;
  });

  for (const button of all("button.copy")) {
    const code = button.previousElementSibling;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(code);
        button.textContent = "Selected";
      }
      setTimeout(() => {
        button.textContent = "Copy";
      }, 2000);
    });
  }

  // On paper nothing is folded, but for the pages that would be hundreds of sheets then: these say what is left out.
  const long = document.querySelector("main.long") !== null;
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = long ? [] : all("details:not([open])");
    for (const details of worlds) details.removeAttribute("name");
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
    for (const details of worlds) details.setAttribute("name", "world");
  });
})();
