// What we do inside a page, in a world of our own: the page's scripts see none of this and can change none of it. What
// they can do is name elements after properties (`<form><input name=attributes>`), so properties of elements are read
// through the prototypes.
'use strict';
globalThis.vestibule ??= (() => {
  const getter = (type, name) => {
    const { get } = Object.getOwnPropertyDescriptor(type.prototype, name);
    return (object) => get.call(object);
  };
  const method = (type, name) => {
    const found = type.prototype[name];
    return (object, ...args) => found.apply(object, args);
  };
  const nodeType = getter(Node, 'nodeType');
  const childNodes = getter(Node, 'childNodes');
  const isConnected = getter(Node, 'isConnected');
  const parentNode = getter(Node, 'parentNode');
  const ownerDocument = getter(Node, 'ownerDocument');
  const text = getter(CharacterData, 'data');
  const tag = getter(Element, 'localName');
  const shadow = getter(Element, 'shadowRoot');
  const names = method(Element, 'getAttributeNames');
  const attribute = method(Element, 'getAttribute');
  const has = method(Element, 'hasAttribute');
  const matches = method(Element, 'matches');
  const closest = method(Element, 'closest');
  const box = method(Element, 'getBoundingClientRect');
  const boxes = method(Element, 'getClientRects');
  const isDrawn = method(Element, 'checkVisibility');
  const scroll = method(Element, 'scrollIntoView');
  const all = method(Document, 'querySelectorAll');
  const click = method(HTMLElement, 'click');
  const focus = method(HTMLElement, 'focus');
  const blur = method(HTMLElement, 'blur');
  const controls = getter(HTMLFormElement, 'elements');
  const labelledBy = getter(HTMLLabelElement, 'control');
  const send = method(EventTarget, 'dispatchEvent');

  const EMPTY = new Set(['script', 'style', 'template', 'noscript', 'svg', 'canvas', 'object', 'video', 'audio']);
  const VOID = new Set([
    'area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr',
  ]);
  const LONGEST_TEXT = 8192;
  const LONGEST_VALUE = 65536;
  const LONGEST_STORAGE = 1048576;

  /** Elements by the number they were last written with. */
  let numbered = [];
  /** Frames of other origins in the order in which they were written. */
  let foreign = [];
  /** The numbers of elements in other frames are larger by this or a multiple of it. */
  const FRAME = 2 ** 24;
  /** Fields that hold what we typed. */
  const typed = new WeakSet();
  let changes = 0;
  let changed = performance.now();

  new MutationObserver((records) => {
    changes += records.length;
    changed = performance.now();
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });

  const escaped = (value, quote) => {
    const safe = value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\0/g, '');
    return quote ? safe.replace(/"/g, '&quot;') : safe;
  };

  /** What a person meets in the place of a node: shadow trees, what is slotted into them, and frames of this site. */
  function children(node) {
    if (nodeType(node) !== 1) return [...childNodes(node)];
    const root = shadow(node);
    if (root) return [...childNodes(root)];
    if (node instanceof HTMLSlotElement) {
      const assigned = node.assignedNodes();
      return assigned.length ? assigned : [...childNodes(node)];
    }
    if (node instanceof HTMLIFrameElement) {
      const inner = node.contentDocument?.body;
      return inner ? [...childNodes(inner)] : [];
    }
    return [...childNodes(node)];
  }

  const isCheck = (element) => tag(element) === 'input' && /^(radio|checkbox)$/i.test(attribute(element, 'type') ?? '');

  /** What was found of elements while the document is written. */
  let seen = new Map();

  /** Whether a person can see an element or anything in it: what is in it may stand where its own box is not. */
  function isSeen(element) {
    if (!seen.has(element)) seen.set(element, looksSeen(element));
    return seen.get(element);
  }

  function looksSeen(element) {
    if (tag(element) === 'option' || tag(element) === 'optgroup') return true;
    if (isCheck(element) && labelsOf(element).some(isSeen)) return true;
    // What has no box of its own, as a slot, is as seen as what stands in it.
    if (isContents(element)) return children(element).some((inner) => holdsWords(inner, element) || (nodeType(inner) === 1 && isSeen(inner)));
    if (!isDrawn(element, { opacityProperty: !isCheck(element) })) return false;
    return hasBox(element) || children(element).some((inner) => nodeType(inner) === 1 && isSeen(inner));
  }

  /** The labels of controls, by document and control: asking each of very many controls for its own takes too long. */
  let labelled = new Map();

  function labelsOf(element) {
    const inside = ownerDocument(element);
    if (element.getRootNode() !== inside) return [...(element.labels ?? [])];
    if (!labelled.has(inside)) {
      const own = new Map();
      for (const label of all(inside, 'label')) {
        const control = labelledBy(label);
        if (control) own.set(control, [...(own.get(control) ?? []), label]);
      }
      labelled.set(inside, own);
    }
    return labelled.get(inside).get(element) ?? [];
  }

  /** Whether an element that is no control looks as if it were pressed: the pointer says so over it, and not around it. */
  function isClickable(element) {
    if (!/^(div|span|p|li|td|b|strong|img)$/.test(tag(element)) || has(element, 'role')) return false;
    const parent = parentNode(element);
    return getComputedStyle(element).cursor === 'pointer'
      && !(parent && nodeType(parent) === 1 && getComputedStyle(parent).cursor === 'pointer');
  }

  const isContents = (element) => getComputedStyle(element).display === 'contents';

  const holdsWords = (node, parent) =>
    nodeType(node) === 3 && text(node).trim() !== '' && getComputedStyle(parent).visibility === 'visible';

  function hasBox(element) {
    if (!isDrawn(element, { visibilityProperty: true })) return false;
    const found = [...boxes(element)];
    if (!found.length) return false;
    const { scrollX, scrollY } = element.ownerDocument?.defaultView ?? window;
    const control = matches(element, 'input, select, textarea, button');
    return found.some(({ width, height, right, bottom }) =>
      (!control || (width > 1 && height > 1)) && right + scrollX > 0 && bottom + scrollY > 0);
  }

  function attributesOf(element) {
    const name = tag(element);
    const isSecret = typed.has(element) || (name === 'input' && /^password$/i.test(attribute(element, 'type') ?? ''));
    const state = { __proto__: null };
    if (isCheck(element)) state.checked = element.checked;
    if (name === 'option') state.selected = element.selected;
    let written = '';
    for (const key of names(element)) {
      // However a page has spelt it: whoever reads the HTML reads small letters.
      const small = key.toLowerCase();
      if (small in state || small.startsWith('data-vestibule') || !/^[a-z][\w:.-]*$/.test(small)) continue;
      if (small === 'value' && isSecret) continue;
      written += ` ${key}="${escaped((attribute(element, key) ?? '').slice(0, LONGEST_VALUE), true)}"`;
      if (written.length > LONGEST_VALUE) break;
    }
    for (const key in state) if (state[key]) written += ` ${key}=""`;
    return written;
  }

  /** The document as it stands, as HTML of at most so many characters; with a number on each element if asked for. */
  function write(most, numbers, base = 0, roots = [document.documentElement]) {
    let html = base ? '' : '<!DOCTYPE html>';
    numbered = [];
    foreign = [];
    seen = new Map();
    labelled = new Map();
    // What is still to be written, the next last; texts are ready to be written.
    const rest = [...roots].reverse();
    while (rest.length && html.length < most) {
      const node = rest.pop();
      if (!node) continue;
      if (typeof node === 'string') { html += node; continue; }
      const kind = nodeType(node);
      if (kind === 3) html += escaped(text(node).slice(0, LONGEST_TEXT), false);
      if (kind !== 1) continue;
      const isFrame = node instanceof HTMLIFrameElement;
      const name = isFrame ? 'div' : tag(node);
      if (!/^[a-z][a-z0-9-]*$/i.test(name)) continue;
      html += `<${name}${attributesOf(node)}`;
      if (isFrame) html += ' data-vestibule-frame=""';
      if (isFrame && !node.contentDocument && !base && isSeen(node)) html += ` data-vestibule-foreign="${foreign.push(node) - 1}"`;
      const isShown = closest(node, 'head') || EMPTY.has(name) || isSeen(node);
      if (!isShown) html += ' data-vestibule-unseen=""';
      else if (isClickable(node)) html += ' data-vestibule-clickable=""';
      if (numbers) html += ` data-vestibule-number="${base + numbered.push(node) - 1}"`;
      html += '>';
      if (VOID.has(name)) continue;
      rest.push(`</${name}>`);
      if (EMPTY.has(name)) continue;
      if (name === 'textarea') { rest.push(typed.has(node) ? '' : escaped(node.defaultValue, false)); continue; }
      rest.push(...children(node).reverse());
    }
    return html;
  }

  /** What a page has stored, the small before the large and not too much of it: the large is what it can fetch again. */
  function storage() {
    const size = ([key, value]) => key.length + value.length;
    const entries = (kind) => {
      let left = LONGEST_STORAGE;
      try {
        const all = Object.entries(globalThis[kind]).sort((one, other) => size(one) - size(other));
        return all.filter((entry) => (left -= size(entry)) >= 0);
      } catch { return []; }
    };
    return { local: entries('localStorage'), session: entries('sessionStorage') };
  }

  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  /** Whether the page shows a field to type into. */
  function asks() {
    seen = new Map();
    labelled = new Map();
    return [...all(document, 'input, textarea, select')].some((field) => isEditable(field) && isSeen(field));
  }

  /**
   * Waits until nothing has changed for some time, which is brief where the page asks for something, but not for ever;
   * for how long nothing had to change.
   */
  async function rest(brief, quiet, most) {
    const end = performance.now() + most;
    for (;;) {
      const now = performance.now();
      const still = now - changed;
      if (still >= quiet || now >= end) return quiet;
      if (still >= brief && asks()) return brief;
      await pause(Math.max(1, (still < brief ? brief : quiet) - still));
    }
  }

  function element(number) {
    const found = numbered[number % FRAME];
    return found && isConnected(found) ? found : null;
  }

  function isActive(wanted) {
    let active = document.activeElement;
    for (;;) {
      const inner = active && (shadow(active)?.activeElement
        ?? (active instanceof HTMLIFrameElement ? active.contentDocument?.activeElement : null));
      if (!inner) return active === wanted;
      active = inner;
    }
  }

  const isEditable = (field) => field.isContentEditable
    || tag(field) === 'textarea'
    || (tag(field) === 'input' && !/^(button|submit|reset|image|file|hidden|radio|checkbox|range|color)$/i.test(field.type));

  const announce = (field, ...events) => {
    for (const event of events) send(field, new Event(event, { bubbles: true, composed: true }));
  };

  /** Makes a text field ready to be typed into: how it wants to be typed into, or what is wrong with it. */
  function prepare(number, length) {
    const field = element(number);
    if (!field) return 'gone';
    if (!isEditable(field)) return 'unfit';
    if (field.disabled || field.readOnly) return 'disabled';
    scroll(field, { block: 'center', behavior: 'instant' });
    focus(field);
    if (!isActive(field)) return 'unfit';
    typed.add(field);
    if (/^(date|time|datetime-local|month|week)$/.test(field.type)) return 'set';
    selectAll(field);
    return field.maxLength > 0 && field.maxLength < length ? 'keys' : 'text';
  }

  /** Puts a file into a field for files, as if a person had chosen it. */
  function attach(number, name, type, content) {
    const field = element(number);
    if (!field || !isConnected(field)) return 'gone';
    if (tag(field) !== 'input' || field.type !== 'file') return 'unfit';
    if (field.disabled) return 'disabled';
    const chosen = new DataTransfer();
    chosen.items.add(new File([Uint8Array.from(atob(content), (byte) => byte.charCodeAt(0))], name, { type }));
    field.files = chosen.files;
    for (const kind of ['input', 'change']) send(field, new Event(kind, { bubbles: true }));
    return 'done';
  }

  /** Leaves a field, as a person does who goes on to the button. */
  function leave(number) {
    const field = element(number);
    if (field && isActive(field)) blur(field);
  }

  /** Whether a page was kept from writing a typed password into an address. */
  let keptPassword = false;
  /** What we typed into fields of passwords. */
  const passwords = new Set();

  // A script may send a form without this event, or go to an address that it has written itself.
  navigation.addEventListener('navigate', (event) => {
    if (event.formData || !event.cancelable) return;
    const parts = [...new URL(event.destination.url).searchParams.values()];
    if (!parts.some((part) => passwords.has(part))) return;
    event.preventDefault();
    keptPassword = true;
  });

  addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return;
    const { submitter } = event;
    const method = (submitter && attribute(submitter, 'formmethod')) ?? attribute(form, 'method') ?? 'get';
    if (/^(post|dialog)$/i.test(method)) return;
    const isPassword = (field) => typed.has(field) && /^password$/i.test(attribute(field, 'type') ?? '');
    if (![...controls(form)].some(isPassword)) return;
    event.preventDefault();
    keptPassword = true;
  });

  function selectAll(field) {
    if (field.isContentEditable) getSelection().selectAllChildren(field); else field.select();
  }

  /** Types a text in the place of what is in a field; in one go, so that no script moves the keyboard elsewhere meanwhile. */
  function type(number, value) {
    const field = element(number);
    if (!field) return false;
    if (!isActive(field)) focus(field);
    if (!isActive(field)) return false;
    if (value && /^password$/i.test(attribute(field, 'type') ?? '')) passwords.add(value);
    selectAll(field);
    ownerDocument(field).execCommand(value ? 'insertText' : 'delete', false, value);
    send(field, new KeyboardEvent('keypress', { bubbles: true, composed: true, cancelable: true }));
    return true;
  }

  /** Gives a field a value that cannot be typed. */
  function set(number, value) {
    const field = element(number);
    if (!field) return false;
    const type = tag(field) === 'textarea' ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(type.prototype, 'value').set.call(field, value);
    announce(field, 'input', 'change');
    return true;
  }

  /** Checks or unchecks; selects. `null` where it is done, where to click, or what is wrong with it. */
  function choose(number, wanted) {
    const found = element(number);
    if (!found) return 'gone';
    if (tag(found) === 'option') {
      const list = closest(found, 'select');
      if (!list || found.disabled || list.disabled) return 'disabled';
      if (found.selected !== wanted) {
        found.selected = wanted;
        announce(list, 'input', 'change');
      }
      return null;
    }
    if (!isCheck(found)) return spot(number);
    if (found.disabled) return 'disabled';
    if (found.checked === wanted) return null;
    const drawn = [found, ...(found.labels ?? [])].find((part) => box(part).width > 1 && box(part).height > 1 && isDrawn(part));
    if (drawn === found) return spot(number);
    click(drawn ?? found);
    return null;
  }

  /** Where to click so that an element is pressed; `null` where it was pressed, since nothing else could reach it. */
  function spot(number) {
    const found = element(number);
    if (!found) return 'gone';
    const control = closest(found, 'button, input, a, select, summary, [role=button], label') ?? found;
    if (control.disabled || attribute(control, 'aria-disabled') === 'true') return 'disabled';
    scroll(control, { block: 'center', inline: 'center', behavior: 'instant' });
    const rect = boxes(control)[0] ?? box(control);
    let [x, y] = [rect.left + rect.width / 2, rect.top + rect.height / 2];
    const inside = ownerDocument(control);
    const root = control.getRootNode();
    const hit = (root.elementFromPoint ? root : inside).elementFromPoint(x, y);
    const reaches = hit && (hit === control || control.contains(hit) || [...(hit.labels ?? [])].includes(control)
      || closest(hit, 'label')?.control === control);
    if (!reaches) {
      click(control);
      return null;
    }
    for (let view = inside.defaultView; view && view !== window; view = view.parent) {
      const frame = box(view.frameElement);
      x += frame.left + view.frameElement.clientLeft;
      y += frame.top + view.frameElement.clientTop;
    }
    return [x, y];
  }

  /** The number of what Enter presses: the default button of the page's first form. */
  function defaultButton() {
    const form = document.forms[0];
    const buttons = 'button:not([type=button]):not([type=reset]), input[type=submit], input[type=image]';
    const button = form && [...all(document, buttons)].find((one) => one.form === form);
    return button ? numbered.indexOf(button) : -1;
  }

  /** Fields that were filled and wait to be sent. */
  let filled = [];

  /** Whether every one of them still holds something, and can be sent. */
  const holds = () => filled.every((field) =>
    field && isConnected(field) && (field.value ?? field.textContent) !== '');

  const hold = (numbers) => {
    filled = numbers.map(element);
    return holds();
  };

  const isEnabled = (number) => {
    const found = element(number);
    const control = found && (closest(found, 'button, input, a') ?? found);
    return Boolean(control) && !control.disabled && attribute(control, 'aria-disabled') !== 'true';
  };

  return {
    look: (most) => ({ url: location.href, html: write(most, false) }),
    number: (most) => write(most, true),
    body: (most, numbers, base) => (document.body ? write(most, numbers, base, childNodes(document.body)) : ''),
    frame: (index) => foreign[index],
    frameBox: (index) => {
      const { left, top } = box(foreign[index]);
      return [left + foreign[index].clientLeft, top + foreign[index].clientTop];
    },
    blobType: async (url) => (await fetch(url)).headers.get('content-type') ?? '',
    changes: () => changes,
    state: () => ({ url: location.href, ...storage() }),
    store: (local, session) => {
      for (const [key, value] of local) localStorage.setItem(key, value);
      for (const [key, value] of session) sessionStorage.setItem(key, value);
    },
    hasKeptPassword: () => keptPassword,
    rest, prepare, attach, type, leave, set, choose, spot, defaultButton, hold, holds, isEnabled,
  };
})();
