import ts = require("typescript");

/** The one parameter of `plan`, through which a plan is given what differs from run to run. */
export function inputParameter(file: ts.SourceFile): ts.ParameterDeclaration | undefined {
  const entry = file.statements.find(
    (statement): statement is ts.FunctionDeclaration =>
      ts.isFunctionDeclaration(statement) &&
      (statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) ?? false),
  );
  return entry?.parameters[0];
}
