// What a page does beyond being read; it is whole without this. Nothing is sent anywhere, and nothing is kept but the
// language that a reader chose and that a suggestion was closed.
(function () {
  "use strict";

  const here = document.currentScript.src;
  const chosen = "hexapla-language";
  const closed = "hexapla-suggestion-closed";

  // A browser may refuse to keep anything, or throw when it is asked.
  function recall(name) {
    try {
      return localStorage.getItem(name);
    } catch (_) {
      return null;
    }
  }

  function remember(name, value) {
    try {
      localStorage.setItem(name, value);
    } catch (_) {
      // then it is asked again
    }
  }

  // --- search --------------------------------------------------------------------------------------------------------

  for (const form of document.querySelectorAll("form[role=search][hidden]")) {
    // Without a server a folder is no page.
    if (location.protocol === "file:" && form.action.endsWith("/")) form.action += "index.html";
    form.hidden = false;
  }

  // --- languages -----------------------------------------------------------------------------------------------------

  const lists = ".languages a[hreflang], .choice a[hreflang]";

  document.addEventListener("click", function (event) {
    const link = event.target.closest ? event.target.closest(lists + ", .language-suggestion a") : null;
    if (link) remember(chosen, link.hreflang);
  });

  // Language and script as most readers of the tag have them: zh-TW -> zh-Hant, pt-BR -> pt-Latn.
  function whole(tag) {
    try {
      const locale = new Intl.Locale(tag).maximize();
      return locale.language + "-" + locale.script;
    } catch (_) {
      const parts = tag.toLowerCase().split("-");
      if (parts[0] !== "zh") return parts[0];
      return /-(hant|tw|hk|mo)\b/i.test(tag) ? "zh-Hant" : "zh-Hans";
    }
  }

  // BCP 47 lookup: the tag itself, then without its last parts, then what its readers read.
  function lookUp(tag, links) {
    const named = function (name) {
      return links.find(function (link) { return link.hreflang.toLowerCase() === name; });
    };
    for (let name = tag.toLowerCase(); name; name = name.slice(0, Math.max(name.lastIndexOf("-"), 0))) {
      const link = named(name);
      if (link && whole(link.hreflang) === whole(tag)) return link;
    }
    return links.find(function (link) { return whole(link.hreflang) === whole(tag); });
  }

  function preferred(links) {
    const kept = recall(chosen);
    for (const tag of (kept ? [kept] : []).concat(navigator.languages || [navigator.language || ""])) {
      const link = tag ? lookUp(tag, links) : null;
      if (link) return link;
    }
    return null;
  }

  function load(name, then) {
    const script = document.createElement("script");
    script.src = new URL(name, here).href;
    script.charset = "utf-8";
    script.onload = then;
    document.head.append(script);
  }

  function show(link, words) {
    const banner = document.createElement("aside");
    banner.className = "language-suggestion";
    banner.lang = words.lang;
    banner.dir = words.dir;
    banner.setAttribute("aria-labelledby", "language-suggestion");
    const text = document.createElement("p");
    text.id = "language-suggestion";
    const way = document.createElement("a");
    way.href = link.href;
    way.hreflang = way.lang = link.hreflang;
    way.dir = link.dir || "auto";
    way.textContent = (link.querySelector(".language") || link).textContent;
    text.append(words.text, " ", way);
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words.close;
    button.addEventListener("click", function () {
      remember(closed, "1");
      banner.remove();
    });
    banner.append(text, button);
    const skip = document.querySelector("body > .skip");
    if (skip) skip.after(banner); else document.body.prepend(banner);
  }

  const choice = document.querySelector(".choice");
  if (choice) {
    const link = preferred(Array.from(choice.querySelectorAll("a[hreflang]")));
    const item = link && link.closest("li");
    if (item) {
      item.classList.add("suggested");
      item.parentNode.prepend(item);
    }
    return;
  }
  if (recall(chosen) || recall(closed)) return;
  const links = Array.from(document.querySelectorAll(".languages a[hreflang]"));
  const link = preferred(links);
  if (!link || link.hreflang === document.documentElement.lang) return;
  load("suggestions.js", function () {
    const words = (self.hexaplaSuggestions || []).map(function (one) { return one[link.hreflang]; }).find(Boolean);
    if (words) show(link, words);
  });
})();
