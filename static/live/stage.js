// @ts-check
/** The stage: holds scene, points and history, passes packets and frames to its parts, and the learner's wishes on. */

import { Colors } from "../kit/colors.js";
import { el } from "../kit/dom.js";
import { numbersOf } from "../kit/numbers.js";
import { answered, arrived, isLeaving } from "../streamlit/leaving.js";
import { arrange } from "./arrange.js";
import { Boundary } from "./boundary.js";
import { Controls } from "./controls.js";
import { Curves } from "./curves.js";
import { Gauges } from "./gauges.js";
import { Hints } from "./hints.js";
import { History } from "./history.js";
import { listen } from "./keys.js";
import { columnOf, hasOwnMaps } from "./large.js";
import { Network } from "./network.js";
import { Player } from "./player.js";
import { Readout } from "./readout.js";
import { describe, mark, unmark } from "./report.js";
import { firstUnits } from "./units.js";

/** @typedef {import("./types.js").Scene} Scene */
/** @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("./types.js").Packet} Packet */
/** @typedef {import("./types.js").Header} Header */
/** @typedef {import("./types.js").Action} Action */
/** @typedef {import("./types.js").Points} Points */
/** @typedef {import("./types.js").State} State */

/** Milliseconds between frames below which not every part is painted with every frame. */
const CLOSE = 30;
/** Milliseconds that a stage is out of the page before it asks for nothing any more. */
const DETACHED_FOR = 5000;
/** Milliseconds between changes of what a screen reader is told about the plot. */
const SELDOM = 4000;

export class Stage {
  constructor() {
    this.root = el("div", { "data-testid": "stage", class: "stage" });
    this.root.dataset.state = "idle";
    this.root.dataset.frame = "0";
    /** @type {(request: object) => void} */
    this.trigger = () => {};
    /** @type {Scene} */
    this.scene = /** @type {any} */ (null);
    this.sceneId = /** @type {string | number} */ ("");
    /** @type {Header} */
    this.header = /** @type {any} */ (null);
    /** @type {Frame | null} */
    this.frame = null;
    /** @type {Points} */
    this.points = { points: new Float32Array(0), targets: new Float32Array(0), test: new Uint8Array(0) };
    /** @type {import("./types.js").View} */
    this.view = { focus: null, batch: false, first: [], incoming: null };
    /** @type {import("./types.js").Options} */
    this.options = { showTest: true, hard: false, showBatch: false, log: false };
    this.history = new History();
    this.colors = new Colors(getComputedStyle(document.body));
    this.numbers = numbersOf("en");
    this.player = new Player(this);
    this.speed = 0;
    this.count = 0;
    this.drawn = 0;
    this.described = 0;
    this.lastData = /** @type {unknown} */ (undefined);
    this.begun = false;
    this.ended = false;
    this.pending = 0;
    /** Since when the stage is out of the page; 0 while nothing was asked for there. */
    this.detachedSince = 0;
    /** Keys pressed while Streamlit had the stage out of the page for a moment. @type {string[]} */
    this.missed = [];
    this.path = location.pathname;
    this.controls = new Controls({
      act: (kind, value) => this.act(kind, value),
      toggle: () => this.player.toggle(),
      speed: (speed) => this.setSpeed(speed),
    });
    this.readout = new Readout();
    this.hints = new Hints((kind) => this.act(kind));
    this.boundary = new Boundary(this);
    this.root.append(...this.build());
    this.removeListener = listen((what) => this.key(what));
    this.watcher = new ResizeObserver(() => this.layout());
    this.watcher.observe(this.root);
    this.onresize = () => this.layout();
    window.addEventListener("resize", this.onresize);
  }

  /**
   * Makes the parts that this stage has beside controls, numbers, hints and boundary.
   * @returns {HTMLElement[]} everything, put together
   */
  build() {
    this.network = new Network(this);
    this.curves = new Curves(this);
    this.gauges = new Gauges(this);
    this.charts = el("div", { class: "charts" }, ...this.curves.elements, this.gauges.gradient);
    return [
      this.controls.element,
      this.readout.element,
      this.hints.element,
      el(
        "div",
        { class: "main" },
        el("div", { class: "column" }, this.network.element, this.charts),
        el("div", { class: "column" }, this.boundary.element, this.gauges.matrix),
      ),
    ];
  }

  /** Tells the parts of a new scene. */
  setParts() {
    this.network.setScene();
    this.curves.setScene();
    this.gauges.setScene();
  }

  /** Tells the parts of new colours. */
  dressParts() {
    this.gauges.setScene();
  }

  /** @param {Packet} packet */
  tellParts({ header }) {
    this.gauges.show(header);
    this.network.setOff(header.off);
  }

  /**
   * @param {Frame | null} frame
   * @param {number} now
   * @param {boolean} running
   */
  paintParts(frame, now, running) {
    // While frames follow each other closely, the network and the curves take turns: each still moves 30 times a second.
    const turn = running && now - this.drawn < CLOSE ? this.count : 0;
    this.drawn = now;
    if (turn % this.network.rhythm === 0) this.network.paint(frame, now, running);
    if (!turn || turn % 2 === 1) this.curves.paint(frame);
    this.gauges.paint(now, running);
  }

  /** What belongs to another run is put away. */
  renewParts() {
    this.network.close();
  }

  arrange() {
    arrange(this);
  }

  /**
   * @param {string} _kind of a request
   * @returns {object} what else the answer must carry
   */
  looks(_kind) {
    return {};
  }

  end() {
    this.ended = true;
    this.player.stop();
    this.removeListener();
    this.watcher.disconnect();
    cancelAnimationFrame(this.pending);
    window.removeEventListener("resize", this.onresize);
  }

  /** @param {unknown} data */
  receive(data) {
    this.applyTheme();
    // Streamlit calls again with the same bytes when only the theme or the stage's place changed.
    if (data !== this.lastData) {
      this.lastData = data;
      answered();
      this.player.receive(data);
      if (!this.scene) this.player.greet();
    }
    this.catchUp();
  }

  /** Has been put into a page. */
  settleIn() {
    this.path = location.pathname;
    arrived();
  }

  /** Does what could not be done while the stage was out of the page. */
  catchUp() {
    if (!this.root.isConnected) return;
    this.player.resend();
    for (const what of this.missed.splice(0)) this.key(what);
  }

  /** Takes on the page's colours when they changed. */
  applyTheme() {
    if (!this.root.isConnected) return;
    const colors = new Colors(getComputedStyle(this.root));
    if (colors.key === this.colors.key) return;
    this.colors = colors;
    this.root.classList.toggle("dark", colors.dark);
    if (!this.scene) return;
    this.boundary.setScene();
    this.dressParts();
    this.repaint();
  }

  /**
   * @param {Header} header
   * @returns {boolean} whether the scene that a packet belongs to is here or comes with it
   */
  holds(header) {
    return Boolean(header.scene) || (Boolean(this.scene) && header.scene_id === this.sceneId);
  }

  /**
   * @param {Packet} packet
   * @param {boolean} renewed another run than before
   */
  packet(packet, renewed) {
    const { header, tables } = packet;
    this.header = header;
    if (header.scene) this.setScene(header.scene, header.scene_id, tables);
    if (renewed) this.renew();
    if (tables.history_epochs) {
      this.history.take(
        header.history,
        /** @type {Int32Array} */ (tables.history_epochs.data),
        /** @type {Float32Array} */ (tables.history_values.data),
      );
    }
    if (!this.scene) return;
    this.hints.show(header, this.scene);
    this.tellParts(packet);
    if (!header.frames && (renewed || !this.frame)) this.empty();
    if (!this.begun) this.begin();
    const hidden = columnOf(this.scene, this.view.focus)?.kind === "dense";
    if (renewed && hidden && header.frames && !tables.focus) this.act("view");
  }

  renew() {
    this.history.clear();
    this.frame = null;
    this.renewParts();
  }

  begin() {
    this.begun = true;
    const { autoplay, state, frames } = this.header;
    if (autoplay && frames && (state === "idle" || state === "paused")) {
      queueMicrotask(() => this.player.act("play"));
    }
  }

  /**
   * @param {Scene} scene
   * @param {string | number} id
   * @param {Packet["tables"]} tables
   */
  setScene(scene, id, tables) {
    // A speed chosen since the server was told counts more than the one it knew.
    const fresh = !this.scene || (this.scene.speed !== scene.speed && !this.player.isPending("speed"));
    if (this.scene && String(firstUnits(this.scene)) !== String(firstUnits(scene))) this.outdate();
    this.scene = scene;
    this.sceneId = id;
    if (!this.player.isPending("view")) this.view = { ...this.view, first: firstUnits(scene) };
    this.numbers = numbersOf(scene.locale);
    // Points drawn since the server was told stay on the plot: the answer on its way to them brings them again.
    if (!scene.drawing || !this.player.isPending("points")) {
      this.points = {
        points: /** @type {Float32Array} */ (tables.points.data),
        targets: /** @type {Float32Array} */ (tables.targets.data),
        test: /** @type {Uint8Array} */ (tables.test.data),
      };
    }
    this.root.classList.toggle("present", scene.present);
    this.root.setAttribute("aria-label", scene.text.stage ?? "");
    this.root.setAttribute("role", "region");
    this.root.lang = scene.locale;
    this.controls.setScene(fresh ? scene : { ...scene, speed: this.speed }, this.numbers);
    if (fresh) this.speed = this.player.speed = scene.speed;
    this.readout.setScene(scene, this.numbers);
    const { focus } = this.view;
    const column = columnOf(scene, focus);
    if (focus && !(column && hasOwnMaps(column) && focus[1] < column.units)) this.view = { ...this.view, focus: null };
    this.boundary.setScene();
    this.setParts();
    this.state(this.player.state);
    this.layout();
  }

  /** What is here of the network belongs to units that are no longer drawn. */
  outdate() {
    this.player.hurry();
    if (this.frame) this.frame = { ...this.frame, weights: null, maps: null };
  }

  /** Nothing to draw but the points. */
  empty() {
    unmark(this.root.dataset);
    this.readout.clear();
    this.tellState(false);
    this.repaint();
  }

  layout() {
    if (!this.scene || !this.root.isConnected || !this.root.clientWidth) return;
    this.arrange();
    this.repaint();
  }

  // What the player tells.

  /**
   * @param {Action} action
   * @param {number} rtt
   * @returns {boolean} whether it could be sent: what is sent from out of the page is lost, on leaving it does harm
   */
  send({ seq, kind, value }, rtt) {
    if (!this.root.isConnected) return this.drift();
    this.detachedSince = 0;
    if (isLeaving(this.path)) return false;
    const have = { scene: this.sceneId, run: this.player.run ?? "", epoch: this.history.last };
    this.trigger({ seq, kind, value, have, rtt, speed: this.speed, view: { ...this.view, ...this.looks(kind) } });
    return true;
  }

  /** @returns {false} */
  drift() {
    const now = performance.now();
    this.detachedSince ||= now;
    if (now - this.detachedSince > DETACHED_FOR) this.end();
    return false;
  }

  /** @param {Frame} frame */
  paint(frame) {
    if (!this.scene) return;
    this.frame = frame;
    this.count += 1;
    this.render(frame);
    mark(this, frame);
  }

  /** @param {Frame | null} frame */
  render(frame) {
    const now = performance.now();
    const running = this.player.state === "running";
    this.boundary.paint(frame);
    this.paintParts(frame, now, running);
    if (frame) this.readout.paint(frame, running, now);
    if (now - this.described > SELDOM || !running) {
      this.described = now;
      describe(this);
    }
  }

  /** @param {State} state */
  state(state) {
    this.root.dataset.state = state;
    if (!this.scene) return;
    this.tellState(Boolean(this.frame || this.header?.frames));
    this.repaint();
  }

  /** @param {boolean} ready whether there is something to run */
  tellState(ready) {
    this.controls.setState(this.player.state, ready);
    this.readout.setState(this.player.state, ready);
  }

  // What the learner wants.

  /**
   * @param {string} kind
   * @param {any} [value]
   */
  act(kind, value) {
    this.player.act(kind, value);
  }

  /**
   * @param {string} what
   * @returns {boolean} whether the key is used up
   */
  key(what) {
    if (!this.scene || !this.frame) return false;
    if (!this.root.isConnected) return location.pathname === this.path && this.missed.push(what) > 0;
    const name = what === "toggle" ? "play" : what;
    if (this.controls.buttons[name].button.disabled) return false;
    if (what === "toggle") this.player.toggle();
    else this.act(what, what === "reset" ? null : 1);
    return true;
  }

  /** @param {number} speed */
  setSpeed(speed) {
    this.speed = this.player.speed = speed;
    this.act("speed");
  }

  /**
   * @param {keyof import("./types.js").Options} option
   * @param {boolean} on
   */
  option(option, on) {
    this.options[option] = on;
    this.boundary.stale = true;
    if (option === "showBatch") this.want({ batch: on });
    this.repaint();
  }

  /** @param {[number, number] | null} focus */
  focus(focus) {
    this.want({ focus });
    this.boundary.head();
    this.network.mark(focus);
    this.repaint();
  }

  /** @param {Partial<import("./types.js").View>} change of what frames must carry */
  want(change) {
    this.view = { ...this.view, ...change };
    this.act("view");
  }

  /** @param {[number, number, number][]} points */
  draw(points) {
    this.points = {
      points: Float32Array.from(points.flatMap(([, x, y]) => [x, y])),
      targets: Float32Array.from(points, ([label]) => label),
      test: new Uint8Array(points.length),
    };
    this.boundary.stale = true;
    this.act("points", points);
    this.repaint();
  }

  /** Paints what is shown again at the next refresh: after a change of size, colours or options. */
  repaint() {
    if (this.pending) return;
    this.pending = requestAnimationFrame(() => {
      this.pending = 0;
      if (this.scene) this.render(this.frame);
    });
  }
}
