// The official description of the Web API as JSON schemas that forgive nothing: what it describes must be there, and nothing else.
// For openapi.test.ts alone; the exceptions are that test's, so that each is written down once.
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { parse } from "yaml";
import { isRecord } from "./call";

type Json = Readonly<Record<string, unknown>>;

/** In a `FieldTable`: all objects that the description gives no name. */
export const UNNAMED = "(unnamed)";

/** Fields by the name of the object that the description gives it. */
export type FieldTable = Readonly<Record<string, readonly string[]>>;

export type Exceptions = {
  /** Described, and not always there. */
  readonly optional: FieldTable;
  /** Seen in the wild, and not described. */
  readonly undescribed: FieldTable;
  /** null by the words of the description, though not by its schema. */
  readonly nullable: FieldTable;
};

export type Description = {
  /** `METHOD /v1/path` with nameless parts, e.g. `GET /v1/artists/{}`. */
  hasRoute(name: string): boolean;
  /** What is wrong with an answer, in words; empty = nothing. */
  faultsOf(name: string, status: number, body: unknown): string[];
};

export const nameless = (name: string): string => name.replace(/\{[^}]*\}/g, "{}");

export function readDescription(path: string, exceptions: Exceptions): Description {
  const description: unknown = parse(readFileSync(path, "utf8"), { maxAliasCount: -1 });
  const schemas = recordAt(description, "components", "schemas");
  const ajv = new Ajv({ strict: false, validateFormats: false, discriminator: true, allErrors: true });
  for (const name of Object.keys(schemas)) {
    ajv.addSchema({
      $id: name,
      ...strictly(schemas, { $ref: `#/components/schemas/${name}` }, exceptions, name),
    });
  }
  const operations = new Map(
    Object.entries(recordAt(description, "paths")).flatMap(([route, methods]) =>
      Object.entries(isRecord(methods) ? methods : {}).map(([method, operation]): [string, unknown] => [
        nameless(`${method.toUpperCase()} /v1${route}`),
        operation,
      ]),
    ),
  );
  return {
    hasRoute: (name) => operations.has(nameless(name)),
    faultsOf(name, status, body) {
      const responses = recordAt(operations.get(nameless(name)), "responses");
      const found = responses[String(status)];
      if (!isRecord(found)) return [`${status} is not described`];
      const response = follow(description, found);
      const content = recordAt(response, "content", "application/json");
      if (!isRecord(content.schema)) return [];
      const isValid = ajv.compile(strictly(schemas, content.schema, exceptions));
      if (isValid(body)) return [];
      const lines = (isValid.errors ?? []).map(({ instancePath, message, params }) => {
        const field = params.missingProperty ?? params.additionalProperty ?? "";
        return `${instancePath.replace(/\/\d+/g, "/n")} ${String(field)} ${message ?? ""}`;
      });
      return [...new Set<string>(lines)];
    },
  };
}

/** A schema with its parts joined: all that is described is required, and nothing else may be there. */
function strictly(schemas: Json, schema: Json, exceptions: Exceptions, name = ""): Json {
  const { $ref } = schema;
  if (typeof $ref === "string") {
    const target = $ref.split("/").pop() ?? "";
    if (target !== name) return { $ref: target };
    return strictly(schemas, joined(schemas, schema), exceptions, name);
  }
  const whole = Array.isArray(schema.allOf) ? joined(schemas, schema) : schema;
  if (schema.allOf !== undefined && isLone(schema))
    return nullableOr(whole, strictly(schemas, isRecord(schema.allOf[0]) ? schema.allOf[0] : {}, exceptions));
  const inner = (part: unknown): Json => strictly(schemas, isRecord(part) ? part : {}, exceptions);
  const result: Record<string, unknown> = {};
  for (const key of ["type", "enum", "minimum", "maximum", "maxItems"])
    if (key in whole) result[key] = whole[key];
  if (whole.items !== undefined) result.items = inner(whole.items);
  for (const key of ["oneOf", "anyOf"]) {
    const parts = whole[key];
    if (Array.isArray(parts))
      result[key === "oneOf" && whole.discriminator ? "oneOf" : "anyOf"] = parts.map(inner);
  }
  if (whole.discriminator)
    Object.assign(result, { type: "object", required: ["type"], discriminator: { propertyName: "type" } });
  if (isRecord(whole.properties)) {
    const nulls = exceptions.nullable[name || UNNAMED] ?? [];
    const optional = exceptions.optional[name || UNNAMED] ?? [];
    const described = Object.entries(whole.properties);
    result.properties = {
      ...Object.fromEntries(
        described.map(([field, part]) => [field, nulls.includes(field) ? orNull(inner(part)) : inner(part)]),
      ),
      ...Object.fromEntries((exceptions.undescribed[name] ?? []).map((field) => [field, {}])),
    };
    result.required = described.map(([field]) => field).filter((field) => !optional.includes(field));
    result.additionalProperties = false;
  }
  return nullableOr(whole, result);
}

const orNull = (schema: Json): Json => ({ anyOf: [{ type: "null" }, schema] });
const nullableOr = (from: Json, schema: Json): Json => (from.nullable === true ? orNull(schema) : schema);

/** `allOf` around a single reference is only there to carry a description. */
function isLone(schema: Json): schema is Json & { allOf: readonly unknown[] } {
  return Array.isArray(schema.allOf) && schema.allOf.length === 1 && !isRecord(schema.properties);
}

/** References and parts of `allOf` as one object. */
function joined(schemas: Json, schema: Json): Json {
  if (typeof schema.$ref === "string") {
    const target = schemas[schema.$ref.split("/").pop() ?? ""];
    return isRecord(target) ? joined(schemas, target) : {};
  }
  if (!Array.isArray(schema.allOf)) return schema;
  const parts = [...schema.allOf, { ...schema, allOf: undefined }]
    .filter(isRecord)
    .map((part) => joined(schemas, part));
  const properties = Object.assign({}, ...parts.map((part) => part.properties));
  return { ...Object.assign({}, ...parts), properties, allOf: undefined };
}

function follow(description: unknown, value: Json): unknown {
  if (typeof value.$ref !== "string") return value;
  return recordAt(description, ...value.$ref.replace("#/", "").split("/"));
}

function recordAt(value: unknown, ...path: readonly string[]): Json {
  const found = path.reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), value);
  return isRecord(found) ? found : {};
}
