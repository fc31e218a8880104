import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import ts from "typescript";

export interface Import {
  /** A path in the repository, or a package's name. */
  target: string;
  /** Gone when the program runs. */
  typeOnly: boolean;
}

export interface Source {
  path: string;
  text: string;
  lines: number;
  imports: Import[];
  /** Whether the type `any` is written anywhere. */
  hasAny: boolean;
}

const ROOT = join(import.meta.dirname, "..");

/** Every TypeScript source of worker/, app/ and test/, by path, with its imports resolved. */
export function readSources(): Map<string, Source> {
  const paths = globSync("{worker,app,test}/**/*.{ts,tsx}", { cwd: ROOT })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !path.endsWith(".d.ts"))
    .sort();
  const known = new Set(paths);
  return new Map(paths.map((path) => [path, readSource(path, known)]));
}

function readSource(path: string, known: ReadonlySet<string>): Source {
  const text = readFileSync(join(ROOT, path), "utf8");
  const source: Source = { path, text, lines: text.split("\n").length - 1, imports: [], hasAny: false };
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) source.hasAny = true;
    const found = importOf(node);
    if (found) source.imports.push({ ...found, target: resolve(path, found.target, known) });
    ts.forEachChild(node, visit);
  };
  const kind = path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false, kind));
  return source;
}

/** Static, dynamic and type imports, and re-exports. */
function importOf(node: ts.Node): Import | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    const specifier = node.moduleSpecifier;
    if (!specifier || !ts.isStringLiteral(specifier)) return undefined;
    const typeOnly = ts.isImportDeclaration(node) ? isTypeImport(node) : node.isTypeOnly;
    return { target: specifier.text, typeOnly };
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [target] = node.arguments;
    return target && ts.isStringLiteral(target) ? { target: target.text, typeOnly: false } : undefined;
  }
  if (!ts.isImportTypeNode(node) || !ts.isLiteralTypeNode(node.argument)) return undefined;
  const { literal } = node.argument;
  return ts.isStringLiteral(literal) ? { target: literal.text, typeOnly: true } : undefined;
}

function isTypeImport({ importClause }: ts.ImportDeclaration): boolean {
  if (!importClause) return false;
  if (importClause.isTypeOnly) return true;
  const named = importClause.namedBindings;
  if (importClause.name !== undefined || named === undefined || !ts.isNamedImports(named)) return false;
  return named.elements.every((element) => element.isTypeOnly);
}

function resolve(from: string, specifier: string, known: ReadonlySet<string>): string {
  const bare = specifier.replace(/\?\w+$/, "");
  const aliased = bare.replace(/^~\//, "app/").replace(/^@worker\//, "worker/");
  const path = bare.startsWith(".") ? normalize(join(dirname(from), bare)).replaceAll("\\", "/") : aliased;
  return ["", ".ts", ".tsx", "/index.ts"].map((end) => path + end).find((file) => known.has(file)) ?? path;
}
