// Refreshes a page when something was saved, filters findings, takes dropped files. Without this
// file the pages work as well; they are then as they were when they were opened.
"use strict";

const page = crypto.randomUUID();
const body = document.body;
const news = document.getElementById("news");
let seen = Number(body.dataset.version);
let wake = () => {};

// What is there becomes what it should be, node by node, so that nobody loses their place.
function match(old, fresh) {
  if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName || old.id !== fresh.id) return false;
  return old.nodeType === Node.ELEMENT_NODE || old.nodeType === Node.TEXT_NODE;
}

function same(old, fresh) {
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  const kept = old.nodeName === "DETAILS" ? ["open"] : old.nodeName === "IFRAME" ? ["src"] : [];
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !kept.includes(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value && !kept.includes(name)) old.setAttribute(name, value);
  }
  if (old.nodeName === "IFRAME" && old.getAttribute("src") !== fresh.getAttribute("src")) {
    // The sheet as it is now, where one was reading.
    const at = old.contentWindow.scrollY;
    old.addEventListener("load", () => old.contentWindow.scrollTo(0, at), { once: true });
    old.setAttribute("src", fresh.getAttribute("src"));
  }
  inside(old, fresh);
}

function inside(old, fresh) {
  const named = new Map([...old.children].filter((each) => each.id).map((each) => [each.id, each]));
  let at = old.firstChild;
  for (const child of [...fresh.childNodes]) {
    const known = child.id && named.get(child.id);
    if (known && match(known, child)) {
      if (known === at) at = at.nextSibling;
      else old.insertBefore(known, at);
      same(known, child);
    } else if (at && !(at.id && fresh.ownerDocument.getElementById(at.id)) && match(at, child)) {
      same(at, child);
      at = at.nextSibling;
    } else {
      old.insertBefore(document.importNode(child, true), at);
    }
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

// Who follows a link in the sheet is led back to it; what leads to it by itself is not of that page.
function followed() {
  const frame = document.getElementById("sheet-frame");
  if (!frame) return;
  let away = true; // a page of the browser's own, which says that something can't be shown
  try {
    const shown = frame.contentWindow.location.pathname;
    away = shown.includes("/sheet/") && shown !== new URL(frame.src).pathname;
  } catch { /* as it is */ }
  document.getElementById("back").hidden = !away;
  document.getElementById("links").hidden = away;
}
document.addEventListener("load", (event) => { if (event.target.nodeName === "IFRAME") followed(); }, true);

// What can't be done now is not offered: without the folder, or without the desk.
function offer() {
  const away = document.getElementById("away") !== null;
  for (const each of document.querySelectorAll("main form[method=post] button, .where button")) each.disabled = away;
}

async function refresh() {
  const answer = await fetch(location.href);
  if (!answer.ok && answer.status !== 404) throw new Error(answer.status);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const held = document.activeElement;
  const place = placeOf(held);
  for (const part of document.querySelectorAll("[data-live]")) {
    const now = fresh.getElementById(part.id);
    if (now) same(part, now);
  }
  // What had the focus may be solved and gone; the list around it is where one was.
  if (held !== body && !held.isConnected) document.querySelector("[data-live][tabindex]")?.focus();
  filter?.();
  followed();
  offer();
  if (place?.mark.isConnected) scrollBy(0, place.mark.getBoundingClientRect().top - place.top);
}

// What must not move on the screen: what has the focus, else the first finding that is seen.
function placeOf(held) {
  const seen = (each) => each !== body && each.getBoundingClientRect().bottom > 0 && each.getBoundingClientRect().top < innerHeight;
  const mark = seen(held) ? held : [...document.querySelectorAll(".entry")].find(seen);
  return mark && { mark, top: mark.getBoundingClientRect().top };
}

function say(text) {
  news.textContent = "";
  if (text) setTimeout(() => { news.textContent = text; }, 100);
}

function lose(lost) {
  document.getElementById("lost").hidden = !lost;
  for (const each of document.querySelectorAll(".top, .tabs, .desk, .foot")) each.inert = lost;
}

async function listen() {
  for (;;) {
    const visible = document.visibilityState === "visible";
    let pause = visible ? 50 : 30000;
    try {
      const asked = new URLSearchParams({ page, seen, year: body.dataset.year, wait: visible ? "yes" : "no" });
      const answer = await fetch(`/pulse?${asked}`);
      if (!answer.ok) throw new Error(answer.status);
      const told = await answer.json();
      if (told.version !== seen) {
        if (document.getElementById("unchecked")) return location.reload();
        await refresh();
        seen = told.version;
        say(told.say);
      }
      lose(false);
    } catch {
      if (document.getElementById("lost").hidden) say(body.dataset.closed);
      lose(true);
      pause = 3000;
    }
    await new Promise((resolve) => { wake = resolve; setTimeout(resolve, pause); });
  }
}

document.addEventListener("visibilitychange", () => wake());
window.addEventListener("pagehide", () => navigator.sendBeacon("/left", page));
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

// A picture of cells that is wider than the screen is opened where the cell is that it is about.
document.addEventListener("toggle", ({ target }) => {
  const here = target.open && target.querySelector(".here");
  const wide = here && here.closest(".wide");
  if (wide) wide.scrollLeft = here.offsetLeft + here.offsetWidth / 2 - wide.clientWidth / 2;
}, true);

// A filter of findings ----------------------------------------------------------------------

const form = document.querySelector(".filter[role=search]");
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d");
const filter = form && (() => {
  const sought = form.querySelector("input").value.trim();
  const only = form.querySelector("select").value;
  const entries = [...document.querySelectorAll("#findings .entry")];
  for (const entry of entries) {
    const fits = !only || (only === "new" ? "new" in entry.dataset : entry.dataset.severity === only);
    const told = entry.closest(".sheet").querySelector("h2").textContent + (entry.closest(".column").querySelector("h3")?.textContent ?? "") + entry.textContent + entry.dataset.about;
    entry.hidden = !(fits && plain(told).includes(plain(sought)));
  }
  for (const part of document.querySelectorAll("#findings :is(.column, .sheet)")) {
    part.hidden = !part.querySelector(".entry:not([hidden])");
  }
  const shown = entries.filter((each) => !each.hidden).reduce((sum, each) => sum + Number(each.dataset.count), 0);
  form.hidden = !entries.length;
  const text = !sought && !only ? "" : shown ? form.dataset.found.replace("{count}", shown) : !sought && only === "error" ? form.dataset.noErrors : form.dataset.none;
  const result = form.querySelector(".result");
  if (result.textContent !== text) result.textContent = text;
});
if (form) {
  // What is sought stands in the address: a link leads to it, and another language keeps it.
  const asked = new URLSearchParams(location.search);
  form.querySelector("input").value = asked.get("find") ?? "";
  form.querySelector("select").value = asked.get("only") ?? "";
  form.addEventListener("input", () => {
    filter();
    const now = new URLSearchParams({ find: form.querySelector("input").value, only: form.querySelector("select").value });
    history.replaceState(null, "", `${location.pathname}?${now}`);
    for (const each of document.querySelectorAll(".languages a")) {
      each.search = `?to=${encodeURIComponent(location.pathname + location.search)}`;
    }
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("pageshow", filter);
  filter();
}

// A file that is dropped anywhere on the page -----------------------------------------------

const drop = document.getElementById("drop");
if (drop) {
  const field = drop.querySelector("input[type=file]");
  const problem = document.getElementById("drop-problem");
  const fits = () => {
    const large = field.files.length && field.files[0].size > Number(drop.dataset.limit);
    problem.textContent = large ? drop.dataset.tooLarge : "";
    if (large) problem.scrollIntoView({ block: "center" });
    return field.files.length && !large;
  };
  drop.addEventListener("submit", (event) => { if (!fits()) event.preventDefault(); });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      body.classList.toggle("dragged", kind === "dragover");
    });
  }
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    if (fits()) drop.submit();
  });
}

// A form is sent once, however often its button is pressed.
for (const each of document.querySelectorAll("form[method=post]")) {
  each.addEventListener("submit", (event) => {
    if (each.dataset.sent) event.preventDefault();
    else if (!event.defaultPrevented) each.dataset.sent = "yes";
  });
}
window.addEventListener("pageshow", () => {
  for (const each of document.querySelectorAll("form[data-sent]")) delete each.dataset.sent;
});

// What takes a while, or happens in another window, is said ----------------------------------

async function busy(part, text, work) {
  if (part.dataset.busy) return;
  part.dataset.busy = text;
  say(text);
  try { await work(); } finally { delete part.dataset.busy; }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[download]");
  if (!link) return;
  event.preventDefault();
  busy(link, body.dataset.making, async () => {
    const answer = await fetch(link.href);
    if (!answer.ok) { location.href = link.href; return; }
    const saved = document.createElement("a");
    saved.href = URL.createObjectURL(await answer.blob());
    saved.download = decodeURIComponent(answer.headers.get("Content-Disposition").split("''")[1]);
    saved.click();
    setTimeout(() => URL.revokeObjectURL(saved.href), 60000);
  });
});

document.addEventListener("submit", (event) => {
  const sent = event.target;
  if (new URL(sent.action).pathname !== "/open" || event.defaultPrevented) return;
  event.preventDefault();
  delete sent.dataset.sent;
  busy(sent.querySelector("button"), body.dataset.opening, async () => {
    const answer = await fetch(sent.action, { method: "POST", body: new URLSearchParams(new FormData(sent)) });
    if (!answer.ok) { sent.submit(); return; } // its page says why
    await new Promise((resolve) => { setTimeout(resolve, 4000); });
  });
});

offer();
listen();
