// The bar of the preview: says what the desk says, lists the problems, and reloads the page when
// it was built anew. All text is set as text, never as HTML.
(() => {
  "use strict";
  const { page, revision } = document.currentScript.dataset;
  const OPEN = "gongshi-preview-open";
  const host = document.createElement("div");
  host.id = "gongshi-preview";
  const root = host.attachShadow({ mode: "open" });
  // A style element would break the security policy of the page.
  const looks = new CSSStyleSheet();
  looks.replaceSync(`
    aside { position: fixed; inset: auto 0 0 0; z-index: 1000; text-align: left; font: 14px/1.5
      -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
    @media print { aside { display: none; } }
    button { all: unset; box-sizing: border-box; width: 100%; padding: 7px 14px; cursor: pointer;
      display: flex; flex-wrap: wrap; gap: 0 1em; background: #26323f; color: #fff; }
    button:disabled { cursor: default; }
    button:focus-visible { outline: 2px solid #8fc1f5; outline-offset: -3px; }
    button::before { content: "预览"; font-weight: 600; }
    .counted { margin-left: auto; }
    .arrow { width: 1em; }
    [data-phase=working] button { background: #1c4e80; }
    [data-phase=failed] button { background: #9c2f1f; }
    ol { margin: 0; padding: 4px 14px 10px; max-height: 60vh; overflow: auto; list-style: none;
      background: #fff; color: #1d2530; border-top: 1px solid #b9c3cf; }
    li { padding: 6px 0; border-bottom: 1px solid #dde3ea; overflow-wrap: anywhere; }
    b { margin-right: .6em; padding: 0 .4em; border-radius: 3px; background: #e7ebf0; font-weight: 600; }
    li[data-word=必改] b { background: #9c2f1f; color: #fff; }
    li[data-word=建议] b { background: #f0d79a; }
    .task { color: #55606d; }
    p { margin: 2px 0 0; }
  `);
  root.adoptedStyleSheets = [looks];
  root.innerHTML = `
    <aside data-phase="working" aria-label="预览"><ol hidden tabindex="0" aria-label="问题清单"></ol>
      <button type="button" aria-expanded="false"><span class="text" role="status">正在连接</span
        ><span class="counted"></span><span class="arrow" aria-hidden="true"></span></button></aside>`;
  const [box, list, button] = ["aside", "ol", "button"].map((name) => root.querySelector(name));
  const place = (name, words) => { root.querySelector(name).textContent = words; };
  document.body.append(host);
  // The bar covers nothing: the page ends above it.
  document.body.style.paddingBottom = `${button.offsetHeight}px`;

  let stream = null, shown = -1;

  const item = (entry) => {
    const line = document.createElement("li");
    line.dataset.word = entry.word;
    const parts = [["b", "", entry.word], ["span", "", entry.place], ["span", "task", entry.title && ` （${entry.title}）`],
      ["p", "", [entry.wrong, entry.remedy].filter(Boolean).map((words) => words.replace(/[。；]$/, "")).join("。") + "。"]];
    for (const [name, kind, words] of parts) {
      const part = document.createElement(name);
      part.className = kind;
      part.textContent = words;
      line.append(part);
    }
    return line;
  };

  const fill = async () => {
    const entries = await (await fetch("/__preview/problems")).json();
    list.replaceChildren(...entries.map(item));
  };

  const unfold = (open) => {
    list.hidden = !open;
    button.setAttribute("aria-expanded", open);
    place(".arrow", open ? "▾" : "▴");
    sessionStorage.setItem(OPEN, open ? "1" : "");
    if (open) fill();
  };

  const tell = (told) => {
    if (String(told.revision) !== revision) { location.reload(); return; }
    box.dataset.phase = told.phase;
    place(".text", told.text);
    place(".counted", told.counted);
    place(".arrow", told.entries ? (list.hidden ? "▴" : "▾") : "");
    button.disabled = !told.entries;
    if (!told.entries) list.hidden = true;
    else if (shown !== told.version && (!list.hidden || told.phase === "failed" || sessionStorage.getItem(OPEN))) unfold(true);
    shown = told.version;
  };

  // A browser keeps few connections to one server: only the page in view holds one.
  const follow = () => {
    if (document.hidden) { stream?.close(); stream = null; return; }
    if (stream) return;
    stream = new EventSource(`/__preview/events?page=${encodeURIComponent(location.pathname)}`);
    stream.onmessage = (event) => tell(JSON.parse(event.data));
    stream.onerror = () => {
      box.dataset.phase = "failed";
      place(".text", "预览已经停止；要继续，请再运行 gongshi serve");
    };
  };

  button.addEventListener("click", () => unfold(list.hidden));
  document.addEventListener("visibilitychange", follow);
  addEventListener("pagehide", () => { stream?.close(); stream = null; });
  addEventListener("pageshow", follow);
  follow();
})();
