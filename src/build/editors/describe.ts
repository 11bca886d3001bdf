import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { inHome } from '../paths.ts';

export interface Described {
  name: string;
  description: string;
}
interface Typed extends Described {
  /** As TypeScript writes it. */
  type: string;
}
interface Attribute extends Typed {
  /** The property that it sets. */
  property: string;
}

interface EventDescription extends Typed {
  /** Fields besides those of every event. */
  fields: Typed[];
}

/** What a page can do with the element, read from the comments and the declarations of its class. */
export interface Description {
  tag: string;
  className: string;
  summary: string;
  attributes: Attribute[];
  /** Without those that an attribute sets. */
  properties: (Typed & { isReadonly: boolean })[];
  methods: (Typed & { parameters: Typed[] })[];
  events: EventDescription[];
  cssProperties: Described[];
  cssParts: Described[];
}

const ELEMENT = 'src/widget/element/hatched-buddy.ts';
/** Its base class: what a page sets. */
const SETTINGS = 'src/widget/element/settings.ts';
const EVENTS = 'src/widget/events/events.ts';

/** @throws where a comment and a declaration do not agree on what there is */
export function describeElement(): Description {
  const declared = classIn(parse(ELEMENT));
  const settings = classIn(parse(SETTINGS));
  const tags = [settings, declared].flatMap((one) => ts.getJSDocTags(one));
  const named = (tag: string) => tags.filter((found) => found.tagName.text === tag).map(lineOf);
  const properties = reactiveProperties(settings);
  const members = [...settings.members, ...declared.members].filter(isPublic);
  const description: Description = {
    tag: named('tagname')[0]!.name,
    className: declared.name!.text,
    summary: commentOf(declared),
    attributes: named('attr').map((line) => attribute(line, properties)),
    properties: members.flatMap((member) => property(member, properties)),
    methods: members.flatMap(method),
    events: events(named('fires')),
    cssProperties: named('cssproperty').map(described),
    cssParts: named('csspart').map(described),
  };
  sameNames('attributes', [...properties.values()].filter(Boolean) as string[], description.attributes);
  return description;
}

function parse(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(inHome(path), 'utf8'), ts.ScriptTarget.Latest, true);
}

function classIn(source: ts.SourceFile): ts.ClassDeclaration {
  const found = source.statements.find(ts.isClassDeclaration);
  if (!found) throw new Error(`${source.fileName} declares no class.`);
  return found;
}

interface TagLine {
  /** Between braces. */
  type: string;
  name: string;
  description: string;
}

/** `@attr {string} user-id - whose buddy`; the parser keeps what it does not know as the comment. */
function lineOf(tag: ts.JSDocTag): TagLine {
  const text = tag
    .getText()
    .replace(/\n[ \t]*\*[ \t]?/g, ' ')
    .trim();
  const found = /^@\w+\s+(?:\{(?<type>[^}]*)\}\s+)?(?<name>[\w-]+)(?:\s+-\s+(?<description>.*))?$/s.exec(text);
  if (!found) throw new Error(`${ELEMENT}: "${text}" is not "@tag {type} name - description".`);
  const { type = '', name = '', description = '' } = found.groups!;
  return { type, name, description: description.replace(/\s+/g, ' ').replace(/[\s/]+$/, '') };
}

const described = ({ name, description }: TagLine): Described => ({ name, description });

/** The reactive properties, with the attribute of each, if it has one. */
function reactiveProperties(declared: ts.ClassDeclaration): Map<string, string | null> {
  const member = declared.members.find(
    (found) => ts.isPropertyDeclaration(found) && found.name.getText() === 'properties',
  ) as ts.PropertyDeclaration;
  const found = new Map<string, string | null>();
  for (const entry of (member.initializer as ts.ObjectLiteralExpression).properties) {
    const { name, initializer } = entry as ts.PropertyAssignment;
    const options = new Map(
      (initializer as ts.ObjectLiteralExpression).properties.map((option) => [
        option.name!.getText(),
        (option as ts.PropertyAssignment).initializer.getText(),
      ]),
    );
    const attribute = options.get('attribute')?.replaceAll("'", '');
    found.set(name.getText(), attribute === 'false' ? null : (attribute ?? name.getText().toLowerCase()));
  }
  return found;
}

function attribute({ type, name, description }: TagLine, properties: Map<string, string | null>): Attribute {
  const property = [...properties].find(([, attribute]) => attribute === name)?.[0];
  if (!property) throw new Error(`${ELEMENT}: @attr ${name} is no attribute of a property.`);
  return { name, type: type.replaceAll("'|'", "' | '") || 'string', description, property };
}

function isPublic(member: ts.ClassElement): boolean {
  const flags = ts.getCombinedModifierFlags(member);
  if (flags & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Static)) return false;
  return member.name?.kind === ts.SyntaxKind.Identifier && ts.getJSDocTags(member).every((tag) => !isInternal(tag));
}

const isInternal = (tag: ts.JSDocTag) => tag.tagName.text === 'internal';

function property(
  member: ts.ClassElement,
  properties: Map<string, string | null>,
): (Typed & { isReadonly: boolean })[] {
  const name = member.name!.getText();
  const isReadonly = ts.isGetAccessorDeclaration(member);
  if (!isReadonly && !(ts.isPropertyDeclaration(member) && properties.get(name) === null)) return [];
  const { type } = member as ts.GetAccessorDeclaration | ts.PropertyDeclaration;
  return [{ name, type: type!.getText(), description: commentOf(member), isReadonly }];
}

/** Lifecycle callbacks, which Lit and the browser call. */
const OF_LIT = /^(connected|disconnected|adopted|attributeChanged)Callback$/;

function method(member: ts.ClassElement): (Typed & { parameters: Typed[] })[] {
  if (!ts.isMethodDeclaration(member) || OF_LIT.test(member.name.getText())) return [];
  const parameters = member.parameters.map(({ name, type, questionToken, initializer }) => ({
    name: ts.isIdentifier(name) ? name.text : 'options',
    type: `${type!.getText()}${questionToken || initializer ? ' | undefined' : ''}`,
    description: '',
  }));
  const description = commentOf(member);
  return [{ name: member.name.getText(), type: member.type!.getText(), description, parameters }];
}

/** The events of the map, each with the description of its `@fires` line, or else with the comment of its class. */
function events(lines: TagLine[]): EventDescription[] {
  const source = parse(EVENTS);
  const map = source.statements.find(ts.isInterfaceDeclaration)!;
  const classes = new Map(map.members.map((member) => [literal(member.name!), classOf(member)]));
  sameNames('events', [...classes.keys()], lines);
  const declared = eventClasses(source);
  return lines.map(({ name, description }) => {
    const type = classes.get(name)!;
    const { comment, fields } = declared.get(type)!;
    return { name, type, description: description || sentence(comment), fields };
  });
}

const literal = (name: ts.PropertyName) => name.getText().replaceAll("'", '');
const classOf = (member: ts.TypeElement) => (member as ts.PropertySignature).type!.getText().split('.').at(-1)!;
const sentence = (text: string) => text.replace(/^[A-Z]/, (first) => first.toLowerCase()).replace(/\.$/, '');

function eventClasses(source: ts.SourceFile): Map<string, { comment: string; fields: Typed[] }> {
  const paths = source.statements
    .filter(ts.isImportDeclaration)
    .map(({ moduleSpecifier }) => EVENTS.replace(/[^/]+$/, (moduleSpecifier as ts.StringLiteral).text.slice(2)));
  const classes = paths.flatMap((path) => parse(path).statements.filter(ts.isClassDeclaration));
  return new Map(
    classes.map((declared) => [declared.name!.text, { comment: commentOf(declared), fields: fieldsOf(declared) }]),
  );
}

function fieldsOf({ members }: ts.ClassDeclaration): Typed[] {
  return members.filter(ts.isPropertyDeclaration).map((member) => ({
    name: member.name.getText(),
    type: member.type?.getText() ?? 'unknown',
    description: commentOf(member),
  }));
}

function commentOf(node: ts.Node): string {
  const comment = ts.getJSDocCommentsAndTags(node).find(ts.isJSDoc)?.comment;
  return (ts.getTextOfJSDocComment(comment) ?? '').replace(/\s+/g, ' ').trim();
}

function sameNames(what: string, declared: string[], commented: { name: string }[]): void {
  const names = new Set(commented.map(({ name }) => name));
  const missing = declared.filter((name) => !names.has(name));
  const surplus = [...names].filter((name) => !declared.includes(name));
  if (missing.length + surplus.length > 0) {
    throw new Error(
      `${ELEMENT}: the comment does not name the ${what} that there are; missing: ${missing.join(', ') || 'none'}, unknown: ${surplus.join(', ') || 'none'}.`,
    );
  }
}
