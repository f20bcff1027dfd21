import fc from "fast-check";

// One seed for everyone unless somebody asks for another: a red run is red again on the next machine.
const asked = process.env.FC_SEED;
fc.configureGlobal({ seed: asked === undefined ? 20260101 : Number(asked) });
