import ts = require("typescript");

/**
 * What a constant at the top of the program is, by the look of it; nothing for a name that is declared anywhere else as well, as it could mean
 * the other one.
 */
export function constantOf(name: ts.Identifier): ts.Expression | undefined {
  const file = name.getSourceFile();
  const constants = file.statements.flatMap((statement) =>
    ts.isVariableStatement(statement) && (statement.declarationList.flags & ts.NodeFlags.Const) !== 0
      ? [...statement.declarationList.declarations]
      : [],
  );
  const found = constants.find((one) => ts.isIdentifier(one.name) && one.name.text === name.text);
  return found !== undefined && declarations(file, name.text) === 1 ? found.initializer : undefined;
}

function declarations(node: ts.Node, name: string): number {
  let count = isNamed(node, name) ? 1 : 0;
  ts.forEachChild(node, (child) => {
    count += declarations(child, name);
  });
  return count;
}

function isNamed(node: ts.Node, name: string): boolean {
  const declares =
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node);
  return declares && node.name !== undefined && ts.isIdentifier(node.name) && node.name.text === name;
}
