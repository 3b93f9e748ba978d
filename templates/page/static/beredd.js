// What a browser with a script gets on top: nothing here is needed.
"use strict";
const errors = document.getElementById("errors");
if (errors) errors.focus();

// A form that was sent isn't sent twice by a second press.
for (const form of document.forms) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    form.dataset.touched = "";
    setTimeout(() => { delete form.dataset.sent; }, 4000);
  });
  if ("guard" in form.dataset) form.addEventListener("input", () => { form.dataset.touched = "yes"; });
}

// What was written isn't lost by a slip.
window.addEventListener("beforeunload", (event) => {
  for (const form of document.forms) if (form.dataset.touched) event.preventDefault();
});
window.addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.sent; });

// A draft is kept while it is written.
for (const form of document.querySelectorAll("form[data-autosave]")) {
  let waiting;
  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const draft = new FormData(form);
      draft.delete("fil");
      draft.set("gor", "utkast");
      const kept = await fetch(form.action, { method: "POST", body: draft, redirect: "manual" }).catch(() => null);
      if (kept && kept.type === "opaqueredirect") {
        form.dataset.touched = "";
        document.getElementById("autosaved").textContent = form.dataset.autosave;
      }
    }, 3000);
  });
}

// How many characters are left of a short text.
for (const field of document.querySelectorAll("[data-most]")) {
  const left = document.createElement("p");
  left.className = "count";
  left.setAttribute("aria-live", "polite");
  const tell = () => { left.textContent = field.value.length + " / " + field.dataset.most; };
  field.addEventListener("input", tell);
  field.after(left);
  tell();
}

// What was written and couldn't be sent is kept in this browser until the service
// says in the address that it is saved; the text is there again when the page is.
for (const form of document.querySelectorAll("form[data-keep]")) {
  const name = "beredd:" + location.pathname + ":" + form.dataset.keep;
  const fields = [...form.querySelectorAll("textarea, input[type=text]")];
  const key = form.querySelector("[name=nyckel]").value;
  let kept = JSON.parse(localStorage.getItem(name) || "null");
  if (kept && kept.key === new URLSearchParams(location.search).get("sparat")) { localStorage.removeItem(name); kept = null; }
  if (kept && fields.some((field, i) => kept.texts[i] && kept.texts[i] !== field.value)) {
    fields.forEach((field, i) => { if (kept.texts[i]) field.value = kept.texts[i]; });
    const around = form.closest("details");
    if (around) around.open = true;
    document.getElementById("unsent").hidden = false;
  }
  const keep = () => localStorage.setItem(name, JSON.stringify({ key, texts: fields.map((field) => field.value) }));
  if (kept) keep();
  form.addEventListener("input", keep);
}
