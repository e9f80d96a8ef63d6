/** The loop against a server that answers after a time on the way and a time at work, in virtual time. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clock } from "../helpers/clock.mjs";
import { runPacket } from "../helpers/packets.mjs";

const { Player } = await import("../../static/live/player.js");

/** @typedef {import("../../static/live/types.js").Action} Action */
/** @typedef {import("../../static/live/types.js").State} State */
/**
 * What came of it: frames with the time when they were painted, and the step of the frame that ended a packet, requests
 * with the time when they were sent.
 * @typedef {object} Seen
 * @property {{at: number, step: number, ended: number | null}[]} painted
 * @property {(Action & {at: number})[]} requests
 * @property {State[]} states
 * @property {number} out requests without an answer, and how many there were at most
 * @property {number} most
 * @property {boolean} holds what the stage says when it is asked whether it holds the scene
 */
/** @typedef {ReturnType<typeof play>} Stage */

/**
 * @param {{travel?: number, work?: number, frames?: number, stride?: number, jitter?: number,
 *   lose?: (request: number) => boolean}} server
 */
function play({ travel = 10, work = 50, frames = 4, stride = 20, jitter = 0, lose = () => false }) {
  const clock = new Clock();
  /** @type {Seen} */
  const seen = { painted: [], requests: [], states: [], out: 0, most: 0, holds: true };
  let [step, count, going] = [0, 0, false];

  /** @param {Action} action */
  const answer = ({ kind, seq, value }) => {
    seen.out--;
    if (kind === "pause") step = Number(value);
    going = kind === "play" || (going && !["pause", "step"].includes(kind));
    const bytes = runPacket({
      reply: seq,
      step: going ? step : step - stride,
      stride,
      frames: going ? frames : 1,
      state: going ? "running" : "paused",
    });
    if (going) step += frames * stride;
    player.receive(bytes);
  };
  const player = new Player({
    send: (action) => {
      seen.requests.push({ ...action, at: clock.now });
      count++;
      if (lose(count)) return true;
      seen.most = Math.max(seen.most, ++seen.out);
      // Late by turns, not at random: the test gives the same figures each time.
      const late = jitter * ((count * 7) % 5) * 0.25;
      clock.after(travel + work + late, () => answer(action));
      return true;
    },
    holds: () => seen.holds,
    packet: () => {},
    paint: ({ step }, ended) => seen.painted.push({ at: clock.now, step, ended: ended?.step ?? null }),
    state: (state) => seen.states.push(state),
  });
  player.receive(runPacket({ reply: 0, step: -stride, stride, frames: 1, state: "idle" }));
  clock.pass(100);
  return { clock, player, seen };
}

/** @param {Stage} stage @returns {number} the step that is shown */
function shownStep({ seen }) {
  const last = seen.painted.at(-1);
  assert.ok(last, "something was painted");
  return last.step;
}

/**
 * Frames a second and the 95th percentile of the gaps over the last seconds.
 * @param {Stage} stage
 * @param {number} seconds
 */
function measure({ clock, seen }, seconds) {
  clock.pass(3000);
  seen.painted.length = 0;
  clock.pass(seconds * 1000);
  const gaps = seen.painted
    .slice(1)
    .map(({ at }, i) => at - seen.painted[i].at)
    .sort((a, b) => a - b);
  return { rate: seen.painted.length / seconds, p95: gaps[Math.floor(0.95 * gaps.length)] };
}

test("near the server, almost each refresh of the display shows a new frame", () => {
  const stage = play({ travel: 12, work: 45, jitter: 10 });
  stage.player.act("play");
  const { rate, p95 } = measure(stage, 10);
  assert.ok(rate >= 55, `${rate} frames a second`);
  assert.ok(p95 <= 30, `${p95} ms`);
});

test("150 ms away, twelve frames a packet still make an even motion", () => {
  const stage = play({ travel: 165, work: 90, frames: 15, jitter: 40 });
  stage.player.act("play");
  const { rate, p95 } = measure(stage, 10);
  assert.ok(rate >= 45, `${rate} frames a second`);
  assert.ok(p95 <= 40, `${p95} ms`);
});

test("never more than one request is out", () => {
  const stage = play({ travel: 60 });
  stage.player.act("play");
  stage.clock.pass(500);
  for (const kind of /** @type {const} */ (["speed", "view", "pause", "step", "step", "play"]))
    stage.player.act(kind, 1);
  stage.clock.pass(2000);
  assert.equal(stage.seen.most, 1);
});

test("pause stops at once, and asks for the step that is shown", () => {
  const stage = play({ travel: 150, frames: 12 });
  stage.player.act("play");
  stage.clock.pass(3000);
  const shown = shownStep(stage);
  const count = stage.seen.painted.length;
  stage.player.act("pause");
  stage.clock.pass(140);
  assert.equal(stage.seen.painted.length, count, "nothing is painted after the click");
  stage.clock.pass(1000);
  assert.equal(stage.seen.requests.findLast(({ kind }) => kind === "pause")?.value, shown);
  assert.deepEqual(
    stage.seen.painted.slice(count).map(({ step }) => step),
    [shown],
  );
  assert.equal(stage.player.state, "paused");
});

test("steps asked for in quick succession become one request", () => {
  const stage = play({ travel: 100 });
  for (let i = 0; i < 5; i++) stage.player.act("step", 1);
  stage.clock.pass(1000);
  assert.deepEqual(
    stage.seen.requests.map(({ value }) => value),
    [1, 4],
  );
});

test("a lost request is asked again under its own number after a second", () => {
  const stage = play({ lose: (request) => request === 1 });
  stage.player.act("play");
  stage.clock.pass(1500);
  const [first, second] = stage.seen.requests;
  assert.equal(second.seq, first.seq);
  assert.equal(second.at - first.at, 1000);
  assert.equal(stage.player.state, "running");
});

test("at a chosen speed a frame lasts as long as its updates", () => {
  const stage = play({ stride: 1, frames: 1 });
  stage.player.speed = 5;
  stage.player.act("play");
  const { rate, p95 } = measure(stage, 10);
  assert.ok(Math.abs(rate - 5) <= 0.2, `${rate} frames a second`);
  assert.ok(Math.abs(p95 - 200) < 20, `${p95} ms`);
});

test("a slower speed is felt at once, though frames far apart are still in hand", () => {
  const stage = play({ travel: 200, stride: 50, frames: 12 });
  stage.player.act("play");
  stage.clock.pass(3000);
  stage.player.speed = 10;
  stage.seen.painted.length = 0;
  stage.clock.pass(1000);
  const { length } = stage.seen.painted;
  assert.ok(length >= 8 && length <= 11, `${length} frames in the first second`);
});

test("after the frames in hand are put away, a slow run shows its next frame as soon as it comes", () => {
  const stage = play({ stride: 1, frames: 1 });
  stage.player.speed = 1;
  stage.player.act("play");
  stage.clock.pass(2500);
  stage.player.showNextAtOnce();
  stage.seen.painted.length = 0;
  stage.clock.pass(200);
  assert.equal(stage.seen.painted.length, 1);
  stage.clock.pass(2000);
  assert.ok(stage.seen.painted.length <= 4, "and then in its own time");
});

test("at a chosen speed a server that falls behind has its frames shown, not skipped", () => {
  const stage = play({ travel: 300, work: 100, stride: 2, frames: 7 });
  stage.player.speed = 100;
  stage.player.act("play");
  const { rate } = measure(stage, 10);
  assert.ok(rate >= 15, `${rate} of the 17 frames a second that came`);
});

test("a packet without a scene, for a stage that has none, is answered by asking for everything", () => {
  const stage = play({});
  stage.seen.holds = false;
  stage.player.receive(runPacket({ reply: 40, step: 100 }));
  assert.deepEqual(
    stage.seen.requests.map(({ kind, seq }) => [kind, seq]),
    [["hello", 41]],
  );
  assert.equal(stage.seen.painted.length, 1, "only the first frame of all");
});

test("a garbled packet changes nothing", () => {
  const stage = play({});
  for (const bytes of [null, new Uint8Array(3), new Uint8Array(64).fill(255), new TextEncoder().encode("    {}")])
    stage.player.receive(bytes);
  assert.equal(stage.player.state, "idle");
});

test("a rerun of the page that comes late does not show an earlier step", () => {
  const stage = play({ travel: 12, work: 45 });
  stage.player.act("play");
  stage.clock.pass(2000);
  const shown = shownStep(stage);
  stage.player.frames.length = 0;
  stage.player.receive(
    runPacket({ reply: stage.player.barrier, step: shown - 60, stride: 20, frames: 1, state: "running" }),
  );
  stage.clock.pass(1000);
  const steps = stage.seen.painted.map(({ step }) => step);
  assert.deepEqual(
    steps,
    [...steps].sort((a, b) => a - b),
  );
});

test("what a packet says of its last frame is told when that frame is shown, not when the packet comes", () => {
  const stage = play({ travel: 100, frames: 6, stride: 20 });
  stage.player.act("play");
  stage.clock.pass(3000);
  const lastFrames = stage.seen.painted.filter(({ ended }) => ended !== null);
  assert.ok(lastFrames.length >= 15, `${lastFrames.length} packets were told of`);
  for (const { step, ended } of lastFrames) assert.equal(step, ended);
  assert.ok(
    lastFrames.slice(1).every(({ step }) => step % (6 * 20) === 0),
    "each at the end of its packet",
  );
});

test("of packets that were passed over in one leap the last is told", () => {
  const stage = play({ travel: 10, work: 10, frames: 4, stride: 20 });
  stage.clock.isMotionReduced = true;
  stage.player.act("play");
  stage.clock.pass(5000);
  for (const { step, ended } of stage.seen.painted.slice(1)) assert.equal(ended, step);
});

test("a packet whose frames are put away is not told", () => {
  const stage = play({ travel: 150, frames: 12, stride: 20 });
  stage.player.act("play");
  stage.clock.pass(3000);
  const count = stage.seen.painted.length;
  stage.player.act("pause");
  stage.clock.pass(1000);
  assert.deepEqual(
    stage.seen.painted.slice(count).map(({ ended }) => ended),
    [shownStep(stage)],
  );
});
