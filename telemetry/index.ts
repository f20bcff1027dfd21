/**
 * Spans by OpenTelemetry's API package alone: whoever wants them brings an SDK and registers it; for everybody else they cost a call
 * that does nothing. What is told are names, numbers and outcomes, never a value of a call, as values may be secret.
 */
import { type Context, context, SpanStatusCode, trace } from "@opentelemetry/api";

export interface Facts {
  readonly [name: string]: string | number | boolean;
}

export interface Span {
  note(facts: Facts): void;
  /** It did not do what it was for. `reason`: a code, as messages may quote values. */
  fail(reason: string): void;
  end(): void;
  /** Opens one that belongs to this one, whatever is going on around. */
  open(name: string, facts?: Facts): Span;
  /** Does something of which the spans, of anybody's, belong to this one. */
  around<T>(work: () => T): T;
}

/** Opens a span under the one within which this is called, if there is one. */
export function openSpan(name: string, facts: Facts = {}, parent: Context = context.active()): Span {
  const span = trace.getTracer("holdshort").startSpan(name, { attributes: facts }, parent);
  const inside = trace.setSpan(parent, span);
  return {
    note: (more) => void span.setAttributes(more),
    fail: (reason) => void span.setAttribute("error.type", reason).setStatus({ code: SpanStatusCode.ERROR }),
    end: () => span.end(),
    open: (name, facts) => openSpan(name, facts, inside),
    around: (work) => context.with(inside, work),
  };
}

/** A span around some work, whether that ends at once or as a promise. */
export function traced<T>(name: string, facts: Facts, work: (span: Span) => T): T {
  const span = openSpan(name, facts);
  const failed = () => {
    span.fail("thrown");
    span.end();
  };
  try {
    const result = span.around(() => work(span));
    if (result instanceof Promise) void result.then(() => span.end(), failed);
    else span.end();
    return result;
  } catch (error) {
    failed();
    throw error;
  }
}
