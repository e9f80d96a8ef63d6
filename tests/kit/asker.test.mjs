/** Questions go out one at a time, and none is lost. */
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

const { Asker } = await import("../../static/kit/asker.js");

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

/** @typedef {{kind?: string, value: number}} Message */

function asking() {
  /** @type {{seq: number, message: Message}[]} */
  const sent = [];
  /** @type {InstanceType<typeof Asker<Message>>} */
  const asker = new Asker();
  asker.send = (envelope) => sent.push(envelope);
  return { asker, sent };
}

test("a second question waits for the answer to the first", () => {
  const { asker, sent } = asking();
  asker.ask({ value: 1 });
  asker.ask({ value: 2 });
  assert.deepEqual(sent, [{ seq: 1, message: { value: 1 } }]);
  asker.answered(1);
  assert.deepEqual(sent.at(-1), { seq: 2, message: { value: 2 } });
});

test("of those that wait, the last of each kind is sent", () => {
  const { asker, sent } = asking();
  asker.ask({ kind: "start", value: 0 });
  asker.ask({ kind: "rate", value: 1 });
  asker.ask({ kind: "place", value: 2 });
  asker.ask({ kind: "rate", value: 3 });
  for (const reply of [1, 2, 3]) asker.answered(reply);
  assert.deepEqual(
    sent.map(({ message }) => message),
    [
      { kind: "start", value: 0 },
      { kind: "place", value: 2 },
      { kind: "rate", value: 3 },
    ],
  );
});

test("a question that is not answered is asked again under its number", () => {
  const { asker, sent } = asking();
  asker.ask({ value: 1 });
  asker.answered(0);
  mock.timers.tick(2000);
  assert.deepEqual(sent, [
    { seq: 1, message: { value: 1 } },
    { seq: 1, message: { value: 1 } },
  ]);
  asker.answered(1);
  mock.timers.tick(60000);
  assert.equal(sent.length, 2);
  assert.equal(asker.busy, false);
});

test("a question that takes long to send is not taken for lost meanwhile", () => {
  const { asker, sent } = asking();
  asker.timeout = 90000;
  asker.ask({ value: 1 });
  mock.timers.tick(60000);
  assert.equal(sent.length, 1);
  mock.timers.tick(30000);
  assert.equal(sent.length, 2);
});

test("a drawing that is new on a page goes on from the session's last number", () => {
  const { asker, sent } = asking();
  asker.answered(41);
  asker.ask({ value: 1 });
  assert.equal(sent[0].seq, 42);
});

test("a drawing that has left asks no more", () => {
  const { asker, sent } = asking();
  asker.ask({ value: 1 });
  asker.end();
  mock.timers.tick(60000);
  assert.equal(sent.length, 1);
});
