/** The stage: takes packets in, passes them and their frames to its parts, and asks the server for more. */

import { Colors } from "../kit/colors.js";
import { el } from "../kit/dom.js";
import { Boundary } from "./boundary.js";
import { Controls } from "./controls.js";
import { Hints } from "./hints.js";
import { listen } from "./keys.js";
import { columnOf } from "./large.js";
import { Player } from "./player.js";
import { Readout } from "./readout.js";
import { describe, mark, unmark } from "./report.js";
import { ServerLink } from "./server_link.js";
import { StageCommands } from "./stage_commands.js";
import { StageState } from "./stage_state.js";

/** @typedef {import("./types.js").Scene} Scene */
/** @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("./types.js").Packet} Packet */
/** @typedef {import("./types.js").Header} Header */
/** @typedef {import("./types.js").Tables} Tables */
/** @typedef {import("./types.js").Kind} Kind */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").View} View */
/**
 * What a kind of stage has beside controls, numbers, hints and plot.
 * @typedef {object} Parts
 * @property {HTMLElement[]} elements everything in the stage, put together
 * @property {(scene: Scene) => Scene} adapt the scene as this kind of stage shows it
 * @property {() => void} setScene
 * @property {() => void} recolor
 * @property {(packet: Packet) => void} take a packet whose last frame is being shown
 * @property {(frame: Frame | null, now: number, running: boolean) => void} paint
 * @property {() => void} renew puts away what belongs to another run
 * @property {(focus: View["focus"]) => void} mark
 * @property {(kind: Kind) => object} requestFields what else the answer to a request must carry
 * @property {() => void} arrange
 */

/** Milliseconds between changes of what a screen reader is told about the plot. */
const SELDOM = 4000;

export class Stage extends StageState {
  /** @param {(stage: Stage) => Parts} makeParts */
  constructor(makeParts) {
    super();
    this.root = el("div", { "data-testid": "stage", class: "stage" });
    Object.assign(this.root.dataset, { state: "idle", frame: "0" });
    this.link = new ServerLink(this.root, () => this.end());
    this.player = new Player(this);
    this.count = 0;
    this.described = 0;
    this.begun = false;
    this.ended = false;
    this.pending = 0;
    this.controls = new Controls(this.player);
    this.readout = new Readout();
    this.commands = new StageCommands(this);
    this.hints = new Hints(() => this.player.act("recover"));
    this.boundary = new Boundary(this);
    this.parts = makeParts(this);
    this.root.append(...this.parts.elements);
    this.removeListener = listen((command) => this.commands.key(command));
    this.watcher = new ResizeObserver(() => this.layout());
    this.watcher.observe(this.root);
    this.onresize = () => this.layout();
    window.addEventListener("resize", this.onresize);
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
    if (this.link.isNew(data)) {
      this.player.receive(data);
      if (!this.hasScene) this.player.sendHello();
    }
    this.catchUp();
  }

  /** Does what could not be done while the stage was out of the page. */
  catchUp() {
    if (!this.root.isConnected) return;
    this.player.requests.resend();
    this.commands.catchUp();
  }

  /** Takes on the page's colours when they changed. */
  applyTheme() {
    if (!this.root.isConnected) return;
    if (!this.recolor(new Colors(getComputedStyle(this.root)))) return;
    this.root.classList.toggle("dark", this.colors.dark);
    if (!this.hasScene) return;
    this.boundary.setScene();
    this.parts.recolor();
    this.repaint();
  }

  // What the player tells.

  /**
   * @param {Packet} packet
   * @param {boolean} renewed another run than before
   */
  packet(packet, renewed) {
    const { header, tables } = packet;
    this.header = header;
    if (header.scene) this.setScene(this.parts.adapt(header.scene), header.scene_id, tables);
    if (renewed) {
      this.forgetRun();
      this.parts.renew();
    }
    this.history.take(header.history, tables);
    if (!this.hasScene) return;
    if (!header.frames) this.tell(packet, null);
    if (!header.frames && (renewed || !this.frame)) this.empty();
    if (!this.begun) this.begin(header);
    const hidden = columnOf(this.scene, this.view.focus)?.kind === "dense";
    if (renewed && hidden && header.frames && !tables.focus) this.player.act("view");
  }

  /**
   * What a packet says beside its frames is true of its last one: it is told when that is shown, not when it comes.
   * @param {Packet} packet
   * @param {Frame | null} ended its last frame, null when it has none
   */
  tell(packet, ended) {
    this.off = packet.header.off;
    this.hints.show(packet.header, this.scene, ended && this.numbers.count(ended.epoch));
    this.parts.take(packet);
  }

  /** @param {Header} header of the first packet with a scene */
  begin({ autoplay, state, frames }) {
    this.begun = true;
    if (autoplay && frames && (state === "idle" || state === "paused")) queueMicrotask(() => this.player.act("play"));
  }

  /**
   * @param {Scene} scene
   * @param {string | number} id
   * @param {Tables} tables
   */
  setScene(scene, id, tables) {
    const { player } = this;
    // Of what the learner has changed since the server was told, the answer is on its way: it stays as it is.
    const pending = (/** @type {Kind} */ kind) => player.requests.isPending(kind);
    const { otherUnits, otherSpeed } = this.keep(scene, id, tables, pending);
    if (otherUnits) player.showNextAtOnce();
    if (otherSpeed) player.speed = scene.speed;
    this.root.classList.toggle("present", scene.present);
    this.root.setAttribute("aria-label", scene.text.stage ?? "");
    this.root.setAttribute("role", "region");
    this.root.lang = scene.locale;
    this.controls.setScene({ ...scene, speed: player.speed }, this.numbers);
    this.readout.setScene(scene, this.numbers);
    this.boundary.setScene();
    this.parts.setScene();
    this.state(player.state);
    this.layout();
  }

  /** Nothing to draw but the points. */
  empty() {
    unmark(this.root.dataset);
    this.readout.clear();
    this.tellState(false);
    this.repaint();
  }

  /**
   * @param {import("./types.js").Action} action
   * @param {number} rtt
   */
  send({ seq, kind, value }, rtt) {
    return this.link.send(() => ({
      seq,
      kind,
      value,
      have: { scene: this.sceneId, run: this.player.run ?? "", epoch: this.history.last },
      rtt,
      speed: this.player.speed,
      view: { ...this.view, ...this.parts.requestFields(kind) },
    }));
  }

  /**
   * @param {Frame} frame
   * @param {Frame | null} ended the last frame up to this that ended a packet
   */
  paint(frame, ended) {
    if (!this.hasScene) return;
    this.frame = frame;
    this.count += 1;
    if (ended?.packet) this.tell(ended.packet, ended);
    this.render(frame);
    mark(this, frame);
  }

  /** @param {Frame | null} frame */
  render(frame) {
    const now = performance.now();
    const running = this.player.state === "running";
    this.boundary.paint(frame);
    this.parts.paint(frame, now, running);
    if (frame) this.readout.paint(frame, running, now);
    if (now - this.described > SELDOM || !running) {
      this.described = now;
      describe(this);
    }
  }

  /** @param {State} state */
  state(state) {
    this.root.dataset.state = state;
    if (!this.hasScene) return;
    this.tellState(Boolean(this.frame || this.header?.frames));
    this.repaint();
  }

  /** @param {boolean} ready whether there is something to run */
  tellState(ready) {
    this.controls.setState(this.player.state, ready);
    this.readout.setState(this.player.state, ready);
  }

  layout() {
    if (!this.hasScene || !this.root.isConnected || !this.root.clientWidth) return;
    this.parts.arrange();
    this.repaint();
  }

  /** Paints what is shown again at the next refresh: after a change of size, colours or options. */
  repaint() {
    if (this.pending) return;
    this.pending = requestAnimationFrame(() => {
      this.pending = 0;
      if (this.hasScene) this.render(this.frame);
    });
  }
}
