// Turns an OpenAPI document into what the page shows: operations by tag, and bodies as rows of fields.

export type FieldRow = {
  readonly name: string;
  readonly depth: number;
  readonly type: string;
  readonly required: boolean;
  readonly note: string;
};

export type OperationView = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string | undefined;
  /** No session needed. */
  readonly isOpen: boolean;
  readonly parameters: readonly FieldRow[];
  readonly request: readonly FieldRow[];
  readonly responses: readonly {
    readonly status: string;
    readonly description: string;
    readonly fields: readonly FieldRow[];
  }[];
};

type Json = Readonly<Record<string, unknown>>;

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

export function readOperations(document: unknown): OperationView[] {
  return Object.entries(record(record(document).paths)).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = record(item)[method];
      return operation === undefined ? [] : [toView(method, path, record(operation))];
    }),
  );
}

/** The fields of a JSON schema, those of objects inside it indented below them. */
export function toRows(schema: unknown, depth = 0): FieldRow[] {
  const { properties, required, items, anyOf } = record(schema);
  if (items !== undefined) return toRows(items, depth);
  if (anyOf !== undefined) return list(anyOf).flatMap((option) => toRows(option, depth));
  return Object.entries(record(properties)).flatMap(([name, field]) => [
    {
      name,
      depth,
      type: typeOf(record(field)),
      required: list(required).includes(name),
      note: noteOf(record(field)),
    },
    ...toRows(field, depth + 1),
  ]);
}

function toView(method: string, path: string, operation: Json): OperationView {
  return {
    id: text(operation.operationId),
    method: method.toUpperCase(),
    path,
    tag: text(list(operation.tags)[0]),
    summary: text(operation.summary),
    description: operation.description === undefined ? undefined : text(operation.description),
    isOpen: Array.isArray(operation.security) && operation.security.length === 0,
    parameters: list(operation.parameters).map((parameter) => {
      const { name, schema, required, in: place } = record(parameter);
      const note = [text(place), noteOf(record(schema))].filter(Boolean).join("; ");
      return { name: text(name), depth: 0, type: typeOf(record(schema)), required: required === true, note };
    }),
    request: toRows(bodyOf(operation.requestBody)),
    responses: Object.entries(record(operation.responses)).map(([status, response]) => ({
      status,
      description: text(record(response).description),
      fields: status.startsWith("2") ? toRows(bodyOf(response)) : [],
    })),
  };
}

const bodyOf = (holder: unknown): unknown =>
  record(record(record(holder).content)["application/json"]).schema;

function typeOf({ type, items, enum: values, anyOf, const: only }: Json): string {
  if (only !== undefined) return JSON.stringify(only);
  if (values !== undefined) return list(values).map(String).join(" | ");
  if (anyOf !== undefined)
    return list(anyOf)
      .map((option) => typeOf(record(option)))
      .join(" or ");
  if (type === "array") return `list of ${typeOf(record(items)) || "values"}`;
  return text(type);
}

function noteOf(field: Json): string {
  const { description, default: initial, minimum, maximum } = field;
  const bounds =
    typeof minimum === "number" && typeof maximum === "number" && maximum < Number.MAX_SAFE_INTEGER
      ? `${minimum} to ${maximum}`
      : "";
  const standard = initial === undefined ? "" : `default ${JSON.stringify(initial)}`;
  return [text(description), bounds, standard].filter(Boolean).join("; ");
}

const record = (value: unknown): Json =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === "string" ? value : "");
