import "server-only";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";

/** A name that more than one file exports, each for a thing of its own. */
export interface NameClash {
  readonly name: string;
  /** The files, sorted. */
  readonly paths: readonly string[];
}

/** Names that more than one file may export, each with the reason. */
export const sharedNames: Readonly<Record<string, string>> = {};

/**
 * Finds the names that more than one file exports. A value and a type of one name in one file are one thing, and what a
 * file hands on from another is no thing of its own. Default exports have no name.
 */
export function findNameClashes(
  files: readonly { readonly path: string; readonly text: string }[],
  allowed: Readonly<Record<string, string>> = sharedNames,
): readonly NameClash[] {
  const pathsByName = new Map<string, Set<string>>();
  for (const { path, text } of files) {
    for (const name of listExportedNames(path, text)) {
      const paths = pathsByName.get(name) ?? new Set();
      pathsByName.set(name, paths.add(path));
    }
  }
  return [...pathsByName]
    .filter(([name, paths]) => paths.size > 1 && !Object.hasOwn(allowed, name))
    .map(([name, paths]) => ({ name, paths: [...paths].toSorted() }))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));
}

/** The names that a file exports of its own. */
export function listExportedNames(path: string, text: string): ReadonlySet<string> {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imported = new Set<string>();
  const names = new Set<string>();
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      for (const name of listImportedNames(statement)) imported.add(name);
    } else if (ts.isExportDeclaration(statement)) {
      const { exportClause, moduleSpecifier } = statement;
      if (moduleSpecifier || !exportClause || !ts.isNamedExports(exportClause)) continue;
      for (const { name, propertyName } of exportClause.elements) {
        if (!imported.has((propertyName ?? name).text)) names.add(name.text);
      }
    } else if (isExported(statement)) {
      for (const name of listDeclaredNames(statement)) names.add(name);
    }
  }
  names.delete("default");
  return names;
}

function listImportedNames({ importClause }: ts.ImportDeclaration): readonly string[] {
  const bindings = importClause?.namedBindings;
  const named = bindings && ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name.text) : [];
  return importClause?.name ? [importClause.name.text, ...named] : named;
}

function isExported(statement: ts.Statement): boolean {
  const kinds = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []).map(({ kind }) => kind) : [];
  return kinds.includes(ts.SyntaxKind.ExportKeyword) && !kinds.includes(ts.SyntaxKind.DefaultKeyword);
}

function listDeclaredNames(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => listBoundNames(name));
  }
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement);
  return isNamed && statement.name ? [statement.name.text] : [];
}

function listBoundNames(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : listBoundNames(element.name)));
}

/** The files of lib and components whose exports must not share a name, with their texts. */
export function readNamedFiles(root: string): readonly { readonly path: string; readonly text: string }[] {
  return ["lib", "components"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name) && !/\.d\.m?ts$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
      .filter((path) => !path.startsWith("lib/server/db/generated/"))
      .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") })),
  );
}
