import ts from 'typescript';

/**
 * The declarations of a module of the contract without its zod schemas: `type Egg = z.infer<typeof egg>` becomes
 * `type Egg = { egg_id: string; … }`, and the schemas themselves go.
 * @param declarations what TypeScript emitted for the module
 */
export function withoutSchemas(program: ts.Program, source: ts.SourceFile, declarations: string): string {
  const checker = program.getTypeChecker();
  const exported = new Map(
    checker.getExportsOfModule(checker.getSymbolAtLocation(source)!).map((symbol) => [symbol.name, symbol]),
  );
  const parsed = ts.createSourceFile('declarations.d.ts', declarations, ts.ScriptTarget.Latest, true);
  const kept: string[] = [];
  const imports: ts.ImportDeclaration[] = [];
  for (const statement of parsed.statements) {
    if (ts.isImportDeclaration(statement)) imports.push(statement);
    else if (!mentionsZod(statement)) kept.push(statement.getFullText().trim());
    else if (ts.isTypeAliasDeclaration(statement)) {
      const symbol = exported.get(statement.name.text);
      if (symbol && !statement.typeParameters) kept.push(aliasOf(checker, symbol, source));
    }
  }
  const text = kept.join('\n');
  return [...imports.flatMap((statement) => stillUsed(statement, text)), text, 'export {};', ''].join('\n');
}

function mentionsZod(node: ts.Node): boolean {
  return (ts.isIdentifier(node) && node.text === 'z') || (ts.forEachChild(node, mentionsZod) ?? false);
}

/** The import with the names that are still used; none where no name is. */
function stillUsed({ importClause, moduleSpecifier }: ts.ImportDeclaration, text: string): string[] {
  const bindings = importClause?.namedBindings;
  if (!bindings || !ts.isNamedImports(bindings)) return [];
  const names = bindings.elements
    .map((element) => element.getText())
    .filter((name) => new RegExp(`\\b${name.split(' ').at(-1)}\\b`).test(text));
  return names.length > 0 ? [`import { ${names.join(', ')} } from ${moduleSpecifier.getText()};`] : [];
}

function aliasOf(checker: ts.TypeChecker, symbol: ts.Symbol, at: ts.Node): string {
  const type = checker.getDeclaredTypeOfSymbol(symbol);
  return `${docOf(checker, symbol)}export type ${symbol.name} = ${written(checker, type, at)};`;
}

/** Objects property by property, with their comments; other types as TypeScript writes them. */
function written(checker: ts.TypeChecker, type: ts.Type, at: ts.Node): string {
  const inner = (part: ts.Type) => written(checker, part, at);
  if (type.isUnion() && type.types.some(isShape)) return type.types.map(inner).join(' | ');
  if (checker.isArrayType(type)) return `(${inner(checker.getTypeArguments(type as ts.TypeReference)[0]!)})[]`;
  if (!isShape(type)) {
    const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias;
    return checker.typeToString(type, at, flags);
  }
  const properties = checker.getPropertiesOfType(type).map((property) => {
    const optional = property.flags & ts.SymbolFlags.Optional ? '?' : '';
    const name = /^\w+$/.test(property.name) ? property.name : JSON.stringify(property.name);
    const value = inner(checker.getTypeOfSymbolAtLocation(property, at));
    return `${docOf(checker, property)}${name}${optional}: ${value};`;
  });
  return `{\n${properties.join('\n').replace(/^/gm, '  ')}\n}`;
}

function isShape(type: ts.Type): boolean {
  const isObject = (type.flags & ts.TypeFlags.Object) !== 0;
  const isPlain = type.getCallSignatures().length === 0 && type.getStringIndexType() === undefined;
  return isObject && isPlain && type.getProperties().length > 0 && !isNamed(type);
}

/** An interface or a class keeps its name. */
const isNamed = (type: ts.Type) => type.isClassOrInterface() || (type.symbol?.flags & ts.SymbolFlags.Class) !== 0;

function docOf(checker: ts.TypeChecker, symbol: ts.Symbol): string {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim();
  return text ? `/** ${text.replaceAll('\n', '\n * ')} */\n` : '';
}
