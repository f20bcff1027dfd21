export type Severity = "error" | "warning";

export type Phase = "subset" | "types" | "flow" | "laws";

/** What there is to know about one kind of issue. `docs/issues.md` is made of this table. */
export interface IssueKind {
  /** Which phase of the judgement finds it. */
  readonly phase: Phase;
  /** An error refuses the plan; a warning is for the person who reads the verdict. */
  readonly severity: Severity;
  /** What is wrong with such a program. */
  readonly means: string;
  /** What to do instead. */
  readonly instead: string;
}

const kinds = {
  syntax: {
    phase: "subset",
    severity: "error",
    means: "The text is not TypeScript.",
    instead: "Mend the place the message names.",
  },
  subset: {
    phase: "subset",
    severity: "error",
    means: "The program uses syntax outside the plan form, or lacks the one default export.",
    instead: "Write it with plainer means: one module, functions, plain data.",
  },
  type: {
    phase: "types",
    severity: "error",
    means: "The compiler refuses the program against the declarations of the tools.",
    instead: "Use the tools as they are declared; narrow what may be missing before it is used.",
  },
  builtin_not_offered: {
    phase: "types",
    severity: "error",
    means: "The plan asks a person, or has a model read a text, where that is not offered.",
    instead: "Offer it with --builtins, or take the value from elsewhere.",
  },
  builtin_schema: {
    phase: "types",
    severity: "error",
    means:
      "The schema in a call of `holdshort.ask` or `holdshort.extract` is not written out there, or is none that it may have.",
    instead: "Write the schema as a literal in the call, with types that say what the answer is.",
  },
  indirect_tool: {
    phase: "flow",
    severity: "error",
    means: "A tool is used other than by calling it in place, so its calls could not all be seen.",
    instead: "Write `namespace.tool({ … })` wherever it is called.",
  },
  call_outside_plan: {
    phase: "flow",
    severity: "error",
    means: "A tool is called while the program loads.",
    instead: "Move the call into plan().",
  },
  floating_call: {
    phase: "flow",
    severity: "error",
    means: "Nobody waits for a call: the plan could end before it does, and its failure would go unseen.",
    instead: "Await it, or collect the promises in `await Promise.all(…)`.",
  },
  entangled: {
    phase: "flow",
    severity: "error",
    means: "Too many values flow into each other to tell where each comes from.",
    instead: "Split the plan, or shorten its lists of literals and its chains of functions.",
  },
  budget: {
    phase: "flow",
    severity: "error",
    means: "The plan makes, or can make, more calls than it may.",
    instead: "Call less often, bound the loop, or ask for a larger budget.",
  },
  repeated_call: {
    phase: "flow",
    severity: "error",
    means:
      "A change is made twice with the same arguments. An error where the tool says that it cannot be undone and both calls are surely reached; else a warning.",
    instead: "Drop one of the calls, move the call out of the loop, or pass what differs.",
  },
  repeated_value: {
    phase: "flow",
    severity: "error",
    means: "A list of texts that the plan goes through holds one of them twice, so the same is done twice.",
    instead: "Put the value that was meant, or drop it.",
  },
  overwritten: {
    phase: "flow",
    severity: "warning",
    means:
      "Each round of a loop sets a variable anew that is only used after the loop. An error where the goal asks for the one that has most or least of something.",
    instead: "Compare with what the variable holds before setting it.",
  },
  race: {
    phase: "flow",
    severity: "warning",
    means: "Something is read at the same time as it is changed, so chance decides what is read.",
    instead: "Await the one before the other is called.",
  },
  late_check: {
    phase: "flow",
    severity: "warning",
    means:
      "A read decides whether the plan stops, after a call that cannot be undone. An error where the answer was known before a change, and nothing else hangs on it.",
    instead: "Read and check before the call; where the read checks what was done, return what was read.",
  },
  unused_result: {
    phase: "flow",
    severity: "warning",
    means: "Nothing uses what a read returns.",
    instead: "Use the result, or drop the call.",
  },
  first_page: {
    phase: "flow",
    severity: "warning",
    means: "The first page of a list is taken for the whole list.",
    instead: "Ask for the next page until there is none, or return what says that there are more.",
  },
  pages_left_out: {
    phase: "flow",
    severity: "error",
    means: "A loop over the pages of a list leaves some of them out: those between, or the last one.",
    instead: "Count the pages by one, and use each before asking whether there are more.",
  },
  swallowed_failure: {
    phase: "flow",
    severity: "warning",
    means: "When a change fails, nothing says so and the plan goes on as if it had been made.",
    instead: "Keep what failed in a variable and return it, or let it fail.",
  },
  dead_code: {
    phase: "flow",
    severity: "warning",
    means:
      "Code that can never run, or a question that has the same answer in every run. An error where it keeps a change from ever being made.",
    instead: "Drop it, or ask what was meant.",
  },
  made_up_value: {
    phase: "flow",
    severity: "error",
    means:
      "A value that the plan writes, or computes of what it writes, reaches a tool although neither the goal nor a signature gives it.",
    instead: "Take the value from the goal or from what a tool returned; without either, ask for it.",
  },
  unasked_change: {
    phase: "flow",
    severity: "error",
    means:
      "The goal only asks for something, and the plan changes something that the goal does not speak of; or the goal forbids the change, or forbids it with what it is given, be that written out, computed or out of a list.",
    instead: "Leave the call out, or say in the goal that it is wanted.",
  },
  nothing_called: {
    phase: "flow",
    severity: "warning",
    means:
      "The plan calls no tool, so nothing is done or looked up. An error where it returns what the goal does not give, be it without a call or without a use of what it reads.",
    instead:
      "Call the tool that does or tells it, and return what it says; without one, there is no plan for the goal.",
  },
  goal_value_left_out: {
    phase: "flow",
    severity: "warning",
    means: "The goal states a value that the plan does nothing with.",
    instead: "Use it, unless the goal tells it in passing.",
  },
  goal_deed_left_out: {
    phase: "flow",
    severity: "warning",
    means:
      "The goal orders a change in the words of a tool, and the plan calls neither that tool nor another that does so.",
    instead: "Make the call, or leave the order out of the goal.",
  },
  goal_condition_left_out: {
    phase: "flow",
    severity: "error",
    means:
      "The goal makes a condition of what a tool tells, and nothing in the plan hangs on it, or in some run the plan acts where it is not so.",
    instead: "Look at the field that tells it before the call it is a condition of.",
  },
  comparison_contradicts_goal: {
    phase: "flow",
    severity: "error",
    means:
      "The plan acts on what the goal leaves out: on what is below a value where it says above, on what is what it says not to be, or on the other end of a list than the one it asks for.",
    instead: "Turn the comparison round, or the branch it decides.",
  },
  same_either_way: {
    phase: "flow",
    severity: "error",
    means: "Both arms of a condition make the same calls, so it decides nothing.",
    instead: "Put into one of the two what was meant, or drop the condition.",
  },
  out_of_order: {
    phase: "laws",
    severity: "error",
    means:
      "In some run the calls are made in another order than the goal says, or one is made without what the goal makes it follow. A warning where only the names of the tools tell the order.",
    instead: "Put the calls in the order of the goal; make the one that follows only after the other.",
  },
  curtailed: {
    phase: "flow",
    severity: "warning",
    means:
      "A list of records is cut to a number that the goal does not say, or in some run the plan acts on fewer of them, or on more, than it asks for. An error where the goal asks for all of them, or says how many.",
    instead: "Take all of them, or say in the goal how many.",
  },
  impossible_comparison: {
    phase: "flow",
    severity: "error",
    means:
      "A field is compared with a value that its schema rules out, so the two are never equal, or with one that is a choice of another field of the same record.",
    instead: "Compare the field that was meant, with a value it can have.",
  },
  always_true: {
    phase: "flow",
    severity: "error",
    means: "A condition asks whether something is there that always is, such as an array.",
    instead: "Ask what was meant: a field that is true or false, or `.length > 0`.",
  },
  crossed_names: {
    phase: "flow",
    severity: "error",
    means:
      "Two parameters of a call get each other's values, one gets another field than the one named like it, or both ends of a way are the same place.",
    instead: "Give each parameter the value that belongs to it.",
  },
  other_choice: {
    phase: "flow",
    severity: "warning",
    means:
      "The goal names one of the values a parameter can take, and the plan passes another, or none. An error where the goal cannot mean anything else, or calls another value by the name of the parameter.",
    instead: "Pass the value the goal names.",
  },
  policy_denied: {
    phase: "flow",
    severity: "error",
    means: "The plan can call a tool that the policy does not allow.",
    instead: "Reach the goal without it.",
  },
  policy_idle: {
    phase: "flow",
    severity: "warning",
    means: "The policy names tools that are not here, or arguments that its tools do not have.",
    instead: "Check the names; a rule about nothing protects nothing.",
  },
  cost: {
    phase: "flow",
    severity: "error",
    means: "The plan can spend more than the policy allows.",
    instead: "Call the tools that cost less often, or bound the loop.",
  },
  at_most: {
    phase: "flow",
    severity: "error",
    means: "A tool is called more often than the policy allows, in all or for the same arguments.",
    instead: "Call it less often; skip values that were handled already.",
  },
  precondition: {
    phase: "flow",
    severity: "error",
    means: "A tool is called before what must have been called first and have succeeded.",
    instead: "Call the other tool first, and wait for it.",
  },
  postcondition: {
    phase: "flow",
    severity: "error",
    means: "The plan ends without a call that the policy asks for.",
    instead: "Make the call on every way out, also when something fails.",
  },
  forbidden_call: {
    phase: "laws",
    severity: "error",
    means: "In some world a tool is called with arguments that the policy does not allow.",
    instead: "Check the value before the call, or take it from where the policy says.",
  },
  forbidden_flow: {
    phase: "flow",
    severity: "error",
    means: "A value ends up in an argument where the policy does not allow it.",
    instead: "Take the value from the goal or from a tool that is trusted with it.",
  },
  throws: {
    phase: "laws",
    severity: "error",
    means: "The plan throws although every tool kept its contract.",
    instead: "Handle the case, or return a result that says what was not possible.",
  },
  never_ends: {
    phase: "laws",
    severity: "error",
    means: "The plan does not end in some world.",
    instead: "Bound every loop by what a tool returned.",
  },
  bad_argument: {
    phase: "laws",
    severity: "error",
    means: "In some world a tool is called with an argument its input schema refuses.",
    instead: "Check the value before the call.",
  },
  bad_value: {
    phase: "laws",
    severity: "error",
    means: "An argument or result is a value that JSON cannot carry.",
    instead: "Return plain data: no dates, functions, NaN or infinities.",
  },
  too_large: {
    phase: "laws",
    severity: "error",
    means: "The result or the log grows past what a run may carry.",
    instead: "Return only what is needed.",
  },
  not_deterministic: {
    phase: "laws",
    severity: "error",
    means: "The plan does different things in the same world.",
    instead: "Depend on what tools return alone.",
  },
  branch_never_run: {
    phase: "laws",
    severity: "warning",
    means: "No generated world led into this branch, so nothing is known of what it does.",
    instead: "Read it with care; drop it if no world can lead there.",
  },
  partial_effects: {
    phase: "laws",
    severity: "warning",
    means: "Where a tool fails, the plan stops with some of its changes made and others not.",
    instead: "Catch the failure and return what was done by then, or read what can be left behind and accept it.",
  },
  unusable_schema: {
    phase: "laws",
    severity: "error",
    means:
      "A schema of a tool contradicts itself, or needs values larger than can be tried out, so nothing can be said about its calls.",
    instead: "Mend the schema of the tool.",
  },
  sandbox: {
    phase: "laws",
    severity: "error",
    means: "The sandbox could not run the program.",
    instead: "Please report it, with the plan.",
  },
} as const satisfies { readonly [code: string]: IssueKind };

export type IssueCode = keyof typeof kinds;

/** Every kind of issue the judge knows, by code. */
export const issueTable: { readonly [Code in IssueCode]: IssueKind } = kinds;
