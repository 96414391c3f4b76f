// The keyboard in a project, and moves without a new page. Without this file every act is a button or a page.

const tree = () => document.getElementById("tree");
const rows = () => [...document.querySelectorAll("#tree .task")];
const status = document.getElementById("saving");

/** What a key does: the name of the button it presses in the row that has the focus. */
const ACTS = {
  " ": "done",
  x: "done",
  e: "edit",
  Enter: "edit",
  a: "below",
  Delete: "delete",
  Backspace: "delete",
  "Alt+ArrowUp": "up",
  "Alt+ArrowDown": "down",
  "Alt+ArrowRight": "in",
  "Alt+ArrowLeft": "out",
};

/** One row at a time is in the order of the Tab key; the arrows move between rows. */
function roam(current) {
  rows().forEach((row) => {
    const chosen = row === current;
    row.tabIndex = chosen ? 0 : -1;
    row.querySelectorAll("a, button").forEach((part) => (part.tabIndex = chosen ? 0 : -1));
  });
}

function focusRow(row) {
  if (!row) {
    return;
  }
  roam(row);
  row.focus();
  row.scrollIntoView({ block: "nearest" });
}

function begin() {
  const list = rows();
  if (list.length && !list.some((row) => row.tabIndex === 0)) {
    roam(list.find((row) => "#" + row.id === location.hash) ?? list[0]);
  }
}

document.addEventListener("focusin", (event) => {
  const row = event.target.closest?.("#tree .task");
  if (row && row.tabIndex !== 0) {
    roam(row);
  }
});

document.addEventListener("keydown", (event) => {
  const row = event.target.closest?.("#tree .task");
  if (!row || event.ctrlKey || event.metaKey) {
    return;
  }
  if (event.target.matches("input, textarea")) {
    if (event.key === "Escape") {
      event.target.closest("form").querySelector("[data-act=cancel]")?.click();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
    return;
  }
  const list = rows();
  const at = list.indexOf(row);
  if (!event.altKey && ["ArrowDown", "j"].includes(event.key)) {
    event.preventDefault();
    focusRow(list[at + 1]);
    return;
  }
  if (!event.altKey && ["ArrowUp", "k"].includes(event.key)) {
    event.preventDefault();
    focusRow(list[at - 1]);
    return;
  }
  if (event.target !== row && [" ", "Enter"].includes(event.key)) {
    return; // the button or link that has the focus answers
  }
  const act = ACTS[(event.altKey ? "Alt+" : "") + event.key];
  const button = act && row.querySelector(`[data-act~="${act}"]`);
  if (button) {
    event.preventDefault();
    button.click();
  }
});

// A row is edited, and a new one typed, where it stands: the part of the page that the link leads to.
document.addEventListener("click", (event) => {
  const link = event.target.closest("#tree a[data-act=edit], #tree a[data-act=below]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  event.preventDefault();
  const { pathname, search } = new URL(link.href);
  const below = link.dataset.act === "below";
  htmx.ajax("GET", pathname + (below ? "/below" : "") + search, {
    target: link.closest(".task"),
    swap: below ? "afterend" : "outerHTML",
  });
});

// After a change the tree is new: the focus goes back to the same task, or to the one that took its place.
let focused = null;
document.addEventListener("htmx:beforeRequest", (event) => {
  const row = event.target.closest?.(".task") ?? document.activeElement?.closest?.(".task");
  focused = row && { id: row.id, at: rows().indexOf(row) };
  status.textContent = "";
});
document.addEventListener("htmx:afterSettle", () => {
  begin();
  const field = tree()?.querySelector(".inline-edit textarea");
  if (field) {
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
    return;
  }
  const anchor = document.getElementById("tree")?.dataset.focus;
  const entry = document.getElementById("content");
  if (anchor === "content" && entry) {
    entry.value = "";
    entry.focus();
  } else if (anchor) {
    focusRow(document.getElementById(anchor));
  } else if (focused) {
    focusRow(document.getElementById(focused.id) ?? rows()[Math.min(focused.at, rows().length - 1)]);
  }
});

// htmx knows the pressed button only inside its form; ours stand in their rows and name the form.
document.addEventListener("htmx:configRequest", (event) => {
  const pressed = event.detail.triggeringEvent?.submitter;
  if (pressed?.name) {
    event.detail.parameters[pressed.name] = pressed.value;
  }
});

// A refused form (422) comes as the tree with its errors; everything else that fails is said in a corner.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
document.addEventListener("htmx:responseError", (event) => {
  status.textContent = event.detail.xhr.responseText.slice(0, 200) || "That could not be saved.";
});
document.addEventListener("htmx:sendError", () => {
  status.textContent = "No answer from the server: nothing was saved.";
});

begin();
