/* After htmx has swapped a part of the page: the reader's place moves to what is wrong, else to the
   question that was opened, else to the changed heading, so that a keyboard or a screen reader does
   not start again from the top. The server marks the heading with data-focus; without script the
   page is simply loaded anew. */
document.addEventListener("htmx:afterSettle", function (event) {
  var part = event.target;
  var wrong = part.querySelector(".bad input, .bad select, .bad textarea");
  var place = wrong || part.querySelector("[autofocus]");
  var heading = place || (part.matches("[data-focus]") ? part : part.querySelector("[data-focus]"));
  if (!heading) return;
  if (!place && !heading.hasAttribute("tabindex")) heading.setAttribute("tabindex", "-1");
  heading.focus({ preventScroll: false });
  /* htmx scrolls to the top of a page that it has fetched, after this: what is wrong is shown then. */
  if (wrong) setTimeout(function () { wrong.scrollIntoView({ block: "center" }); }, 0);
});

/* A refusal says where it wants to be read, and a form with faults (422) comes back in its place.
   Anything else that fails, a proxy's page for one, stays out of ours. */
document.addEventListener("htmx:beforeSwap", function (event) {
  var answer = event.detail.xhr;
  if (answer.status === 422 || (answer.status >= 400 && answer.getResponseHeader("HX-Retarget"))) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

/* A link such as "Varför inte …?" opens the box it points to. */
function openPointedTo() {
  var box = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (box && box.tagName === "DETAILS") box.open = true;
}
window.addEventListener("hashchange", openPointedTo);
openPointedTo();

/* A form that comes back with faults or a question is an answer to a POST: the browser's Back would
   ask whether to send it again, or show a page of its own. What was typed is kept, or read anew at
   the same address: so its place in the history is that of a page one has only opened. */
history.replaceState(history.state, "");

/* The error summary is read first when a form comes back with faults. */
var summary = document.querySelector(".sum[tabindex]");
/* What became of a long page is read first, where the page says so: it comes back from its top. */
var told = summary || document.querySelector("#besked [data-focus]");
if (told) told.focus();

/* A print button is only there for those it can work for. */
document.addEventListener("click", function (event) {
  var button = event.target.closest("[data-print]");
  if (button) window.print();
});
document.querySelectorAll("[data-print]").forEach(function (button) { button.hidden = false; });

/* The meeting by keyboard: a letter presses the button that carries it, and the reasons have their
   numbers. Never while a field has focus, never with Ctrl, Alt or Meta; the page itself says whether
   letters are on (WCAG 2.1.4). */
document.addEventListener("keydown", function (event) {
  var room = document.querySelector("[data-keys]");
  if (!room || event.ctrlKey || event.altKey || event.metaKey) return;
  var reasons = document.getElementById("avvisa");
  var choices = reasons && reasons.open ? reasons.querySelectorAll("input[type=radio]") : [];
  var chosen = choices[Number(event.key) - 1];
  if (chosen) {
    chosen.checked = true;
    chosen.focus();
    return event.preventDefault();
  }
  if (event.target.closest("input, textarea, select")) return;
  var pressed = room.querySelector('[data-key="' + CSS.escape(event.key) + '"]');
  if (!pressed) return;
  event.preventDefault();
  if (event.key === "x" && reasons) {  /* not by the link: following it would take the focus away */
    reasons.open = true;
    reasons.querySelector("input[type=radio]").focus();
  } else if (pressed.tagName === "DETAILS") pressed.open = !pressed.open;
  else pressed.click();
});

/* A long form at a desk, and the telephone rings: whoever leaves it half filled in is asked first. */
document.querySelectorAll("form.long").forEach(function (form) {
  var typed = false;
  form.addEventListener("input", function () { typed = true; });
  form.addEventListener("submit", function () { typed = false; });
  window.addEventListener("beforeunload", function (event) { if (typed) event.preventDefault(); });
});
