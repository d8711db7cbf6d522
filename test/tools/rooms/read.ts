/** Reads of one source file what the map of the house is about. Parses, does not guess: comments and strings are no code. */
import ts from 'typescript';

export interface At<T> {
  readonly line: number;
  readonly what: T;
}

export interface SourceFacts {
  readonly file: string;
  readonly lines: number;
  /** Every module named: import, export-from, import type, `import()`, `require()`. */
  readonly imports: readonly At<string>[];
  /** Names that are used and nowhere declared in this file, and `Date.now`, `new Date()`, `Math.random`. */
  readonly globals: readonly At<string>[];
  /** `let` and `var` outside every function. */
  readonly moduleState: readonly At<string>[];
  readonly exportsAll: readonly At<string>[];
  /** True where the file does nothing but pass on what others give. */
  readonly onlyReExports: boolean;
  /** Strings and templates that are SQL. */
  readonly sql: readonly At<string>[];
}

const SQL =
  /^\s*(select\s[\s\S]+\sfrom\s|insert\s+into\s|update\s+\w+(\s+\w+)?\s+set\s|delete\s+from\s|create\s+(table|index|role|database)\s|alter\s+(table|role)\s|with\s+\w+\s+as\s*\()/i;

/** A sentence begins with one capital; SQL is written in small letters, or all in capitals. */
const isSql = (text: string) => SQL.test(text) && !/^\s*[A-Z][a-z]/.test(text);

export function readSource(file: string, text: string): SourceFacts {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : /\.m?js$/.test(file) ? ts.ScriptKind.JS : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  const line = (node: ts.Node) => source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  const at = <T>(node: ts.Node, what: T): At<T> => ({ line: line(node), what });
  const nodes = [...everyNode(source)];
  const declared = new Set(nodes.flatMap(declaredName));
  return {
    file,
    lines: text.replace(/\n$/, '').split('\n').length,
    imports: nodes.flatMap((node) => (moduleOf(node) ? [at(node, moduleOf(node) as string)] : [])),
    globals: nodes.flatMap((node) => globalOf(node, declared).map((name) => at(node, name))),
    moduleState: source.statements.flatMap((node) =>
      isLoose(node) ? [at(node, node.getText().split('\n')[0] as string)] : [],
    ),
    exportsAll: nodes.flatMap((node) =>
      ts.isExportDeclaration(node) && !node.exportClause ? [at(node, node.getText())] : [],
    ),
    onlyReExports: source.statements.length > 0 && isBarrel(source),
    sql: nodes.flatMap((node) => (isSql(literalOf(node)) ? [at(node, literalOf(node).trim().slice(0, 40))] : [])),
  };
}

function* everyNode(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* everyNode(child);
}

function moduleOf(node: ts.Node): string | null {
  const named =
    ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node.moduleSpecifier : calledModule(node);
  return named && ts.isStringLiteralLike(named) ? named.text : null;
}

function calledModule(node: ts.Node): ts.Node | undefined {
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return node.argument.literal;
  if (ts.isExternalModuleReference(node)) return node.expression;
  if (!ts.isCallExpression(node)) return undefined;
  const { expression } = node;
  const called =
    expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === 'require');
  return called ? node.arguments[0] : undefined;
}

/** Any name a file declares, wherever: a parameter called `location` is not the global one. */
function declaredName(node: ts.Node): string[] {
  const { name } = node as ts.NamedDeclaration;
  const declares =
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isClassDeclaration(node) ||
    ts.isImportSpecifier(node) ||
    ts.isImportClause(node) ||
    ts.isNamespaceImport(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isTypeParameterDeclaration(node);
  return declares && name && ts.isIdentifier(name) ? [name.text] : [];
}

function globalOf(node: ts.Node, declared: ReadonlySet<string>): string[] {
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
    return ['new Date()'];
  if (ts.isPropertyAccessExpression(node) && ['Date.now', 'Math.random'].includes(node.getText()))
    return [node.getText()];
  if (!ts.isIdentifier(node) || declared.has(node.text) || isOnlyAName(node)) return [];
  return [node.text];
}

/** `x.location`, `{ location: 1 }`, `interface { location: string }`: names of members, not uses of the global. */
function isOnlyAName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent))
    return parent.name === node && parent.expression.getText() !== 'globalThis';
  if (ts.isQualifiedName(parent)) return parent.right === node;
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  if (ts.isJsxAttribute(parent) || ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return true;
  return (
    (ts.isTypeElement(parent) ||
      ts.isClassElement(parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isNamedTupleMember(parent)) &&
    parent.name === node
  );
}

const isLoose = (node: ts.Statement) =>
  ts.isVariableStatement(node) &&
  !(node.declarationList.flags & ts.NodeFlags.Const) &&
  !node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword);

const literalOf = (node: ts.Node) => (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) ? node.text : '');

/** Only `export … from`, or imports that are exported again and nothing else. */
function isBarrel(source: ts.SourceFile): boolean {
  const passesOn = (node: ts.Statement) => ts.isExportDeclaration(node) || ts.isImportDeclaration(node);
  return source.statements.every(passesOn) && source.statements.some(ts.isExportDeclaration);
}
