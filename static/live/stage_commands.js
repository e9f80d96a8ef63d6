/** What the learner wants of the stage: keys, what to show large or in detail, and the points of an own data set. */

/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").Options} Options */
/** @typedef {import("./types.js").DrawnPoint} DrawnPoint */
/** @typedef {import("./keys.js").Command} Command */

export class StageCommands {
  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
    /** Keys pressed while Streamlit had the stage out of the page for a moment. @type {Command[]} */
    this.missed = [];
  }

  /**
   * @param {Command} command of a key
   * @returns {boolean} whether the key is used up
   */
  key(command) {
    const { stage } = this;
    if (!stage.hasScene || !stage.frame) return false;
    if (!stage.root.isConnected) return stage.link.isOnItsPage && this.missed.push(command) > 0;
    if (stage.controls.isDisabled(command === "toggle" ? "play" : command)) return false;
    if (command === "toggle") stage.player.toggle();
    else stage.player.act(command, command === "reset" ? null : 1);
    return true;
  }

  /** The stage stands in its page again. */
  catchUp() {
    for (const command of this.missed.splice(0)) this.key(command);
  }

  /**
   * @param {keyof Options} option
   * @param {boolean} on
   */
  option(option, on) {
    this.stage.options[option] = on;
    this.stage.boundary.stale = true;
    if (option === "showBatch") this.want({ batch: on });
    this.stage.repaint();
  }

  /** @param {View["focus"]} focus the neuron that is to be shown large */
  focus(focus) {
    this.want({ focus });
    this.stage.boundary.head();
    this.stage.parts.mark(focus);
    this.stage.repaint();
  }

  /** @param {Partial<View>} change of what frames must carry */
  want(change) {
    this.stage.view = { ...this.stage.view, ...change };
    this.stage.player.act("view");
  }

  /** @param {DrawnPoint[]} points of an own data set, all of them */
  draw(points) {
    this.stage.points = {
      points: Float32Array.from(points.flatMap(([, x, y]) => [x, y])),
      targets: Float32Array.from(points, ([label]) => label),
      test: new Uint8Array(points.length),
    };
    this.stage.boundary.stale = true;
    this.stage.player.act("points", points);
    this.stage.repaint();
  }
}
