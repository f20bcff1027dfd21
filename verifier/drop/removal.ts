import ts = require("typescript");

interface Program {
  readonly file: ts.SourceFile;
  readonly checker: ts.TypeChecker;
  /** Every tool call. */
  readonly calls: ReadonlySet<ts.CallExpression>;
}

/**
 * What has to go with a call. Goes from a statement to those that use what it declares, and to blocks that are left empty, until nothing
 * hangs in the air. Statements with other tool calls are never removed: that is a reason to refuse.
 */
export class Removal {
  readonly #program: Program;
  /** Statements, properties and list elements that go. */
  readonly removed = new Set<ts.Node>();
  /** Return statements that stay, without their value. */
  readonly emptied = new Set<ts.ReturnStatement>();

  constructor(program: Program) {
    this.#program = program;
  }

  /** Returns why it cannot be, if so. */
  drop(call: ts.CallExpression): string | undefined {
    const problem = this.#dropElement(call) ?? this.#dropStatement(call);
    if (typeof problem === "string") return problem;
    this.#dropUnused();
    this.#dropEmpty();
    return undefined;
  }

  /** One of several promises in a list: it goes alone, with the variable that takes what it returns. `true`: done. */
  #dropElement(call: ts.CallExpression): string | true | undefined {
    const list = call.parent;
    if (!ts.isArrayLiteralExpression(list) || list.elements.length < 2) return undefined;
    const all = list.parent;
    if (!ts.isCallExpression(all) || all.expression.getText() !== "Promise.all" || !ts.isAwaitExpression(all.parent))
      return undefined;
    const owner = all.parent.parent;
    if (ts.isExpressionStatement(owner)) {
      this.removed.add(call);
      return true;
    }
    if (!ts.isVariableDeclaration(owner) || !ts.isArrayBindingPattern(owner.name)) return undefined;
    const element = owner.name.elements[list.elements.indexOf(call)];
    this.removed.add(call);
    if (element === undefined) return true;
    this.removed.add(element);
    return ts.isBindingElement(element) ? (this.#dropUses(namesIn(element.name)) ?? true) : true;
  }

  #dropStatement(call: ts.CallExpression): string | undefined {
    const statement = statementOf(call);
    if (this.#callsIn(statement).some((other) => other !== call))
      return "it stands in one statement with other calls. Give it a statement of its own first";
    return this.#dropWhole(statement);
  }

  #dropWhole(statement: ts.Statement): string | undefined {
    if (this.removed.has(statement)) return undefined;
    if (ts.isReturnStatement(statement)) {
      this.#dropReturn(statement);
      return undefined;
    }
    this.removed.add(statement);
    if (!ts.isVariableStatement(statement)) return undefined;
    return this.#dropUses(statement.declarationList.declarations.flatMap(({ name }) => namesIn(name)));
  }

  /** The plan still ends here, though with nothing to tell; at its end that is what it does anyway. */
  #dropReturn(statement: ts.ReturnStatement): void {
    const { parent } = statement;
    const isLast =
      ts.isBlock(parent) && ts.isFunctionDeclaration(parent.parent) && parent.statements.at(-1) === statement;
    if (isLast) this.removed.add(statement);
    else this.emptied.add(statement);
  }

  #dropUses(names: readonly ts.Identifier[]): string | undefined {
    for (const name of names) {
      for (const use of this.#usesOf(name)) {
        if (this.#isGone(use)) continue;
        const problem = this.#dropUse(use);
        if (problem !== undefined) return problem;
      }
    }
    return undefined;
  }

  #dropUse(use: ts.Identifier): string | undefined {
    const statement = statementOf(use);
    const line = use.getSourceFile().getLineAndCharacterOfPosition(use.getStart()).line + 1;
    if (ts.isReturnStatement(statement) && this.#dropProperty(use, statement)) return undefined;
    if (this.#callsIn(statement).length > 0) return `${use.text} is used with another call in line ${line}`;
    return this.#dropWhole(statement);
  }

  /** A part of the result goes, not all of it. */
  #dropProperty(use: ts.Node, statement: ts.ReturnStatement): boolean {
    const { expression } = statement;
    if (expression === undefined || !ts.isObjectLiteralExpression(expression)) return false;
    const property = expression.properties.find((one) => one.pos <= use.pos && use.end <= one.end);
    if (property === undefined || this.#callsIn(property).length > 0) return false;
    this.removed.add(property);
    if (expression.properties.every((one) => this.removed.has(one))) this.#dropReturn(statement);
    return true;
  }

  /** Variables that nothing is left to use, as long as making them calls nothing. */
  #dropUnused(): void {
    let found = true;
    while (found) {
      found = false;
      this.#visit(this.#program.file, (node) => {
        if (!ts.isVariableStatement(node) || this.#isGone(node) || this.#callsIn(node).length > 0) return;
        const names = node.declarationList.declarations.flatMap(({ name }) => namesIn(name));
        const uses = names.flatMap((name) => this.#usesOf(name));
        if (uses.length === 0 || !uses.every((use) => this.#isGone(use))) return;
        this.removed.add(node);
        found = true;
      });
    }
  }

  /** Conditions and loops around nothing. */
  #dropEmpty(): void {
    const isEmpty = (statement: ts.Statement): boolean =>
      this.removed.has(statement) ||
      (ts.isBlock(statement) && statement.statements.length > 0 && statement.statements.every(isEmpty));
    let found = true;
    while (found) {
      found = false;
      this.#visit(this.#program.file, (node) => {
        if (!ts.isStatement(node) || this.#isGone(node)) return;
        const around =
          ts.isIfStatement(node) && node.elseStatement === undefined
            ? [node.thenStatement, node.expression]
            : ts.isForOfStatement(node)
              ? [node.statement, node.expression]
              : undefined;
        const [body, head] = around ?? [];
        if (body === undefined || head === undefined || !ts.isStatement(body)) return;
        if (!isEmpty(body) || this.#callsIn(head).length > 0) return;
        this.removed.add(node);
        found = true;
      });
      if (found) this.#dropUnused();
    }
  }

  #visit(node: ts.Node, look: (node: ts.Node) => void): void {
    look(node);
    ts.forEachChild(node, (child) => this.#visit(child, look));
  }

  #isGone(node: ts.Node): boolean {
    if (this.removed.has(node) || (ts.isReturnStatement(node) && this.emptied.has(node))) return true;
    return node.parent !== undefined && this.#isGone(node.parent);
  }

  #callsIn(node: ts.Node): readonly ts.CallExpression[] {
    return [...this.#program.calls].filter(
      (call) => node.pos <= call.pos && call.end <= node.end && !this.#isGone(call),
    );
  }

  #usesOf(name: ts.Identifier): readonly ts.Identifier[] {
    const { checker, file } = this.#program;
    const symbol = checker.getSymbolAtLocation(name);
    const found: ts.Identifier[] = [];
    this.#visit(file, (node) => {
      if (!ts.isIdentifier(node) || node === name || node.text !== name.text) return;
      const own = ts.isShorthandPropertyAssignment(node.parent)
        ? checker.getShorthandAssignmentValueSymbol(node.parent)
        : checker.getSymbolAtLocation(node);
      if (own === symbol) found.push(node);
    });
    return found;
  }
}

function statementOf(node: ts.Node): ts.Statement {
  let at = node;
  while (!(ts.isStatement(at) && !ts.isBlock(at))) at = at.parent;
  return at;
}

function namesIn(name: ts.BindingName): readonly ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesIn(element.name) : []));
}
