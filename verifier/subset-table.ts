import ts = require("typescript");

import K = ts.SyntaxKind;

/** The whole syntax of plans. A kind that is not here is refused until somebody adds it, with a reason. */
export const allowedSyntax: ReadonlySet<K> = new Set([
  // Statements
  ...[K.Block, K.EmptyStatement, K.VariableStatement, K.VariableDeclarationList, K.VariableDeclaration],
  ...[K.ExpressionStatement, K.IfStatement, K.ForStatement, K.ForOfStatement, K.WhileStatement, K.DoStatement],
  ...[K.ReturnStatement, K.BreakStatement, K.ContinueStatement, K.SwitchStatement, K.CaseBlock, K.CaseClause],
  ...[K.DefaultClause, K.ThrowStatement, K.TryStatement, K.CatchClause, K.FunctionDeclaration],
  ...[K.TypeAliasDeclaration, K.InterfaceDeclaration, K.EndOfFileToken],
  // Patterns and functions
  ...[
    K.Parameter,
    K.ObjectBindingPattern,
    K.ArrayBindingPattern,
    K.BindingElement,
    K.ArrowFunction,
    K.FunctionExpression,
  ],
  // Expressions
  ...[K.Identifier, K.StringLiteral, K.NumericLiteral, K.NoSubstitutionTemplateLiteral, K.RegularExpressionLiteral],
  ...[K.TemplateExpression, K.TemplateHead, K.TemplateMiddle, K.TemplateTail, K.TemplateSpan],
  ...[K.TrueKeyword, K.FalseKeyword, K.NullKeyword, K.ArrayLiteralExpression, K.ObjectLiteralExpression],
  ...[K.PropertyAssignment, K.ShorthandPropertyAssignment, K.SpreadAssignment, K.SpreadElement, K.ComputedPropertyName],
  ...[K.PropertyAccessExpression, K.ElementAccessExpression, K.CallExpression, K.NewExpression],
  ...[K.ParenthesizedExpression, K.AwaitExpression, K.BinaryExpression, K.PrefixUnaryExpression],
  ...[
    K.PostfixUnaryExpression,
    K.ConditionalExpression,
    K.TypeOfExpression,
    K.OmittedExpression,
    K.SatisfiesExpression,
  ],
  // Modifiers and punctuation that stand as nodes
  ...[K.ExportKeyword, K.DefaultKeyword, K.AsyncKeyword, K.ReadonlyKeyword, K.QuestionToken, K.QuestionDotToken],
  ...[K.DotDotDotToken, K.EqualsGreaterThanToken, K.ColonToken],
  // Operators
  ...[K.PlusToken, K.MinusToken, K.AsteriskToken, K.AsteriskAsteriskToken, K.SlashToken, K.PercentToken],
  ...[K.LessThanToken, K.LessThanEqualsToken, K.GreaterThanToken, K.GreaterThanEqualsToken],
  ...[K.EqualsEqualsEqualsToken, K.ExclamationEqualsEqualsToken, K.EqualsEqualsToken, K.ExclamationEqualsToken],
  ...[K.AmpersandAmpersandToken, K.BarBarToken, K.QuestionQuestionToken, K.InKeyword, K.InstanceOfKeyword],
  ...[K.AmpersandToken, K.BarToken, K.CaretToken, K.LessThanLessThanToken, K.GreaterThanGreaterThanToken],
  ...[K.EqualsToken, K.PlusEqualsToken, K.MinusEqualsToken, K.AsteriskEqualsToken, K.SlashEqualsToken],
  ...[K.PercentEqualsToken, K.QuestionQuestionEqualsToken, K.BarBarEqualsToken, K.AmpersandAmpersandEqualsToken],
  // Types
  ...[K.StringKeyword, K.NumberKeyword, K.BooleanKeyword, K.UnknownKeyword, K.NeverKeyword, K.VoidKeyword],
  ...[K.UndefinedKeyword, K.ObjectKeyword, K.TypeReference, K.ArrayType, K.TupleType, K.NamedTupleMember, K.RestType],
  ...[K.OptionalType, K.UnionType, K.IntersectionType, K.LiteralType, K.TypeLiteral, K.PropertySignature],
  ...[K.MethodSignature, K.IndexSignature, K.FunctionType, K.ParenthesizedType, K.TypeQuery, K.TypeOperator],
  ...[K.IndexedAccessType, K.MappedType, K.TypeParameter, K.TemplateLiteralType, K.TemplateLiteralTypeSpan],
  ...[K.QualifiedName, K.HeritageClause, K.ExpressionWithTypeArguments],
]);
