/* Two to four units side by side. All values stand in the page, so that it works from disk; the
   chosen units stand in the address after #units=, so that the link can be passed on. */
(function () {
  "use strict";

  var place = document.querySelector(".gs-compare");
  if (!place) { return; }

  var MOST = 4, BETWEEN = "\u00a6", TINY = 1e-9, CAPTION = "逐项比较";
  var measure = place.dataset.measure, total = place.dataset.total;

  function textOf(item) { return item.textContent.trim(); }

  /* 2.50, −1 and +3 are numbers; 未填 and 达标 are not. */
  function numberOf(text) {
    return /^[+\-\u2212]?\d+(\.\d+)?$/.test(text) ? Number(text.replace("\u2212", "-")) : NaN;
  }

  function show(number) {
    return String(Math.round(number * 1e6) / 1e6).replace("-", "\u2212");
  }

  function make(name, text, more) {
    return Object.assign(document.createElement(name), { textContent: text || "" }, more || {});
  }

  var rows = Array.from(document.querySelectorAll(".gs-compare__rows > li")).map(function (item) {
    return { title: textOf(item), href: item.querySelector("a").getAttribute("href"), most: item.dataset.most };
  });
  var leagues = Array.from(document.querySelectorAll(".gs-compare__league")).map(function (list) {
    return {
      name: list.dataset.name,
      shares: list.dataset.shares ? list.dataset.shares.split(BETWEEN).map(Number) : [],
      units: Array.from(list.children).map(function (item) {
        return {
          id: item.id.replace("units=", ""),
          name: textOf(item),
          href: item.querySelector("a").getAttribute("href"),
          values: item.dataset.values.split(BETWEEN)
        };
      })
    };
  });
  var lines = new Map(Array.from(document.querySelectorAll("#all ~ .gs-scroll tbody tr")).map(function (line) {
    return [line.querySelector("th a").getAttribute("href"), line];
  }));
  var heads = Array.from(document.querySelectorAll("#all ~ .gs-scroll thead th")).map(textOf);

  function leagueOf(unit) {
    return leagues.find(function (league) { return league.units.indexOf(unit) >= 0; });
  }

  function unitOf(id) {
    return leagues.flatMap(function (league) { return league.units; }).find(function (unit) { return unit.id === id; });
  }

  /* What two to four values come to in words, and how far apart they are. */
  function difference(units, values) {
    var numbers = values.map(numberOf);
    var same = values.every(function (value) { return value === values[0]; });
    if (same) { return { words: "相同", width: 0 }; }
    if (numbers.some(Number.isNaN)) { return wordy(units, values, numbers); }
    var high = Math.max.apply(null, numbers), low = Math.min.apply(null, numbers);
    var width = high - low;
    if (!width) { return { words: "相同", width: 0 }; }
    var led = names(units, numbers, high), trailed = names(units, numbers, low);
    var words = units.length === 2
      ? led + "多" + show(width) + measure
      : led + "最高，" + trailed + "最低，相差" + show(width) + measure;
    return { words: words, width: width };
  }

  /* Where some have no points: who, and how far apart the rest are; none counts as 0 in the order. */
  function wordy(units, values, numbers) {
    var found = numbers.filter(function (number) { return !Number.isNaN(number); });
    var told = units.filter(function (_, at) { return Number.isNaN(numbers[at]); }).map(function (unit) {
      return unit.name + values[units.indexOf(unit)];
    });
    var wide = found.length ? Math.max.apply(null, found.concat(0)) - Math.min.apply(null, found.concat(0)) : 0;
    return { words: (found.length ? "" : "结论不同：") + told.join("，"), width: Math.max(wide, TINY) };
  }

  /* The same of one row, by what it is in the total: points of two rows may weigh differently. */
  function rowDifference(units, at) {
    var found = difference(units, units.map(function (unit) { return unit.values[at]; }));
    var shares = leagueOf(units[0]).shares;
    if (!shares.length) { return found; }
    var width = found.width * shares[at];
    var more = found.width > TINY ? "，折合" + total + show(Math.round(width * 100) / 100) + measure : "";
    return { words: found.words + more, width: width };
  }

  function names(units, numbers, wanted) {
    return units.filter(function (_, at) { return numbers[at] === wanted; })
      .map(function (unit) { return unit.name; }).join("、");
  }

  function linked(text, href) {
    return make("a", text, { href: href });
  }

  function head(row, text, href, numeric) {
    var cell = make("th", "", { scope: "col", className: numeric ? "gs-number" : "" });
    cell.append(href ? linked(text, href) : text);
    row.append(cell);
  }

  /* On a phone every line becomes a card, so that each cell says what it is. */
  function label(table) {
    var titles = Array.from(table.tHead.rows[0].cells).map(textOf);
    Array.from(table.tBodies[0].rows).forEach(function (line) {
      Array.from(line.cells).forEach(function (cell, at) { cell.dataset.label = titles[at]; });
    });
  }

  function tableOf(caption, first, units, more, body) {
    var table = make("table", "", { className: "gs-table gs-table--cards" });
    var title = make("caption");
    title.append(make("span", caption));
    var row = make("tr");
    first.forEach(function (text, at) { head(row, text, "", at > 0); });
    units.forEach(function (unit) { head(row, unit.name, unit.href, Boolean(measure)); });
    more.forEach(function (text) { head(row, text); });
    var top = make("thead"), bottom = make("tbody");
    top.append(row);
    bottom.append.apply(bottom, body);
    table.append(title, top, bottom);
    label(table);
    var box = make("div", "", { className: "gs-scroll", tabIndex: 0 });
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", caption);
    box.append(table);
    return box;
  }

  function lineOf(name, href, values, words) {
    var line = make("tr"), first = make("th", "", { scope: "row" });
    first.append(href ? linked(name, href) : name);
    line.append(first);
    values.forEach(function (value) {
      line.append(make("td", value, { className: Number.isNaN(numberOf(value)) ? "" : "gs-number" }));
    });
    if (words !== null) { line.append(make("td", words, { className: "gs-compare__words" })); }
    return line;
  }

  function sectionTable(units) {
    var body = heads.map(function (title, at) {
      var values = units.map(function (unit) { return textOf(lines.get(unit.href).cells[at]); });
      if (title === "单位" || title === "说明") { return null; }
      var words = title === "名次" ? "" : difference(units, values).words;
      return lineOf(title, "", values, measure ? words : null);
    }).filter(Boolean);
    return measure
      ? tableOf("总的情况和各板块", ["内容"], units, ["差别"], body)
      : tableOf("各种结论有几项", ["结论"], units, [], body);
  }

  function rowTable(units, byWidth) {
    var compared = rows.map(function (row, at) {
      var values = units.map(function (unit) { return unit.values[at]; });
      return { row: row, values: values, difference: rowDifference(units, at) };
    });
    if (byWidth) {
      compared.sort(function (one, other) { return other.difference.width - one.difference.width; });
    }
    var most = measure ? ["满分"] : [];
    var body = compared.map(function (one) {
      var line = lineOf(one.row.title, one.row.href, most.length ? [one.row.most].concat(one.values) : one.values,
        one.difference.words);
      line.classList.toggle("gs-compare__same", !one.difference.width);
      return line;
    });
    return tableOf(CAPTION, ["指标"].concat(most), units, ["差别"], body);
  }

  function summary(units) {
    var widths = rows.map(function (_, at) {
      return rowDifference(units, at).width;
    });
    var differing = widths.filter(Boolean).length, widest = Math.max.apply(null, widths);
    var named = units.map(function (unit) { return unit.name; }).join("、");
    var told = named + "：" + rows.length + "项指标中有" + differing + "项不同，" + (rows.length - differing) + "项相同";
    return told + (measure && widest ? "；差别最大的是" + rows[widths.indexOf(widest)].title + "。" : "。");
  }

  /* The controls */
  var form = make("form", "", { className: "gs-filter" });
  var boxes = [];
  var order = make("select");
  var told = make("output", "", { className: "gs-compare__told" });
  var address = make("input", "", { type: "text", readOnly: true });
  var tables = make("div");

  function labelled(text, control) {
    var label = make("label");
    label.append(text, control);
    return label;
  }

  function chosen() {
    return boxes.map(function (box) { return unitOf(box.value); }).filter(Boolean);
  }

  /* Others are offered from the league of the first that is chosen, none of them twice. */
  function offer(units) {
    var league = units.length ? leagueOf(units[0]) : null;
    boxes.forEach(function (box, at) {
      var own = units[at];
      box.replaceChildren(new Option(at < 2 ? "请选择" : "（不选）", ""));
      leagues.forEach(function (one) {
        if (league && one !== league && at > 0) { return; }
        var group = leagues.length > 1 ? make("optgroup", "", { label: one.name }) : box;
        one.units.forEach(function (unit) {
          if (unit === own || units.indexOf(unit) < 0) { group.append(new Option(unit.name, unit.id)); }
        });
        if (group !== box) { box.append(group); }
      });
      box.value = own ? own.id : "";
    });
  }

  function draw(units) {
    offer(units);
    var enough = units.length > 1;
    told.textContent = enough ? summary(units) : "请选择两到四个单位。";
    tables.replaceChildren.apply(tables, enough ? [sectionTable(units), rowTable(units, order.value === "width")] : []);
    address.value = location.href;
    address.closest("label").hidden = !enough || location.protocol === "file:";
  }

  function choose() {
    var units = chosen(), league = units.length ? leagueOf(units[0]) : null;
    units = units.filter(function (unit, at) { return leagueOf(unit) === league && units.indexOf(unit) === at; });
    var ids = units.map(function (unit) { return encodeURIComponent(unit.id); }).join(",");
    history.replaceState(null, "", ids ? "#units=" + ids : location.pathname + location.search);
    draw(units);
  }

  function read() {
    var found = /[#&]units=([^&]*)/.exec(location.hash);
    var ids = found ? found[1].split(",").map(decodeURIComponent) : [];
    var units = ids.map(unitOf).filter(Boolean).slice(0, MOST);
    var league = units.length ? leagueOf(units[0]) : null;
    draw(units.filter(function (unit, at) { return leagueOf(unit) === league && units.indexOf(unit) === at; }));
  }

  for (var at = 1; at <= MOST; at += 1) {
    var box = make("select");
    boxes.push(box);
    form.append(labelled("单位" + "一二三四"[at - 1] + (at > 2 ? "（可不选）" : ""), box));
  }
  order.append(new Option("差别大的在前", "width"), new Option("按评分表的顺序", "order"));
  form.append(labelled("排列", order), labelled("可转发的网址", address));
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("change", choose);
  address.addEventListener("focus", function () { address.select(); });
  place.append(form, told, tables);
  window.addEventListener("hashchange", read);
  read();
})();
