#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes C++ and the served document from the OpenAPI files of the admin API.

    generate.py OPENAPI_DIR OUTPUT_DIR VERSION

OUTPUT_DIR/api/    Schemas.{h,cpp}, Operations.{h,cpp}, AdminClient.{h,cpp}: what clients need
OUTPUT_DIR/admin/  Handlers.h, Routes.{h,cpp}, OpenApiDocument.cpp: what the server needs

A file is written only when it changes, so that nothing is compiled in vain.
"""

import copy
import json
import pathlib
import re
import sys

import yaml

LICENCE = "// SPDX-License-Identifier: GPL-3.0-or-later\n// Written by shared/api/generate.py from resources/openapi.\n"
METHODS = ["get", "post", "put", "patch", "delete"]
KINDS = {"list": "List", "create": "Create", "get": "Get", "update": "Update", "delete": "Delete", "action": "Action"}


def fail(message):
    sys.exit(f"generate.py: {message}")


def camel(name):
    head, *tail = re.split(r"[_-]", name)
    return head + "".join(part.capitalize() for part in tail)


def upper_first(name):
    return name[0].upper() + name[1:]


def text_literal(text):
    return json.dumps(text)


class Description:
    """All files as one document, with what each kind of operation has beside what its file says."""

    def __init__(self, directory, version):
        self.document = None
        self.operations = []
        files = sorted(pathlib.Path(directory).glob("*.yaml"))
        common = pathlib.Path(directory) / "common.yaml"
        for file in [common] + [f for f in files if f != common]:
            part = yaml.safe_load(file.read_text(encoding="utf-8"))
            if self.document is None:
                self.document = part
                self.document["tags"] = []
                self.document["paths"] = {}
                self.document["info"]["version"] = version
                continue
            self.document["tags"] += part.get("tags", [])
            for path, item in part.get("paths", {}).items():
                if path in self.document["paths"]:
                    fail(f"{file.name}: {path} is described twice")
                self.document["paths"][path] = item
            for group, entries in part.get("components", {}).items():
                target = self.document["components"].setdefault(group, {})
                for name, entry in entries.items():
                    if name in target:
                        fail(f"{file.name}: {group}/{name} is described twice")
                    target[name] = entry
        self.add_histories()
        self.schemas = self.document["components"]["schemas"]
        for path, item in self.document["paths"].items():
            if "{realm}" in path:
                item.setdefault("parameters", []).insert(0, {"$ref": "#/components/parameters/Realm"})
            for method in METHODS:
                if method in item:
                    self.complete(path, method, item[method])

    def add_histories(self):
        """Each path with x-history gets GET …/history and POST …/revert, made from its `get` and `patch`."""
        paths = {}
        for path, item in self.document["paths"].items():
            paths[path] = item
            kind = item.pop("x-history", None)
            if not kind:
                continue
            get, patch = item["get"], item["patch"]
            name = get["operationId"].removeprefix("get")
            shared = {"parameters": list(item["parameters"])} if "parameters" in item else {}
            # What an older version has among the members that are protected is not known before it is read.
            step_up = {"x-step-up": True if isinstance(patch["x-step-up"], list) else patch["x-step-up"]} if "x-step-up" in patch else {}
            reference = lambda schema: {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
            paths[path + "/history"] = shared | {"get": {
                "operationId": f"list{name}History", "tags": get["tags"], "x-kind": "list", "x-permission": get["x-permission"],
                "x-history-of": (kind, get["operationId"], patch["operationId"]),
                "summary": "List its versions with what each one changed, newest first.",
                "responses": {"200": {"description": "A page of versions.", "content": reference("HistoryList")}}}}
            paths[path + "/revert"] = copy.deepcopy(shared) | {"post": step_up | {
                "operationId": f"revert{name}", "tags": patch["tags"], "x-kind": "update", "x-permission": patch["x-permission"],
                "x-history-of": (kind, get["operationId"], patch["operationId"]),
                "summary": "Make it what it was at a version; this becomes a new version.",
                "requestBody": {"required": True, "content": reference("RevertRequest")},
                "responses": copy.deepcopy({"200": patch["responses"]["200"]})}}
        self.document["paths"] = paths

    def complete(self, path, method, operation):
        name = operation.get("operationId") or fail(f"{method} {path} has no operationId")
        for needed in ("x-permission", "x-kind", "tags", "summary"):
            if needed not in operation:
                fail(f"{name} has no {needed}")
        kind = operation["x-kind"]
        extra = {
            "list": ["Limit", "After", "Filter", "Sort", "Total"],
            "create": ["DryRun", "AuditReason"],
            "update": ["IfMatch", "DryRun", "AuditReason"],
            "delete": ["IfMatch", "DryRun", "AuditReason"],
            "action": (["IfMatch"] if self.versioned(operation) else []) + ["DryRun", "AuditReason"],
            "get": [],
        }[kind]
        if method == "post" and kind != "get":
            extra = ["IdempotencyKey"] + extra
        parameters = operation.setdefault("parameters", [])
        own = [p["name"] for p in parameters if p.get("in") == "query"]
        parameters += [{"$ref": f"#/components/parameters/{p}"} for p in extra]
        operation["description"] = (operation.get("description", "") + f"\n\nPermission: `{operation['x-permission']}`.").strip()
        if step_up := operation.get("x-step-up"):
            operation["description"] += " " + self.step_up_text(name, step_up)
            operation["responses"].setdefault("401", {"$ref": "#/components/responses/StepUp"})
        errors = {"400", "401", "403", "404", "414", "422", "429", "503"}
        # 409 also where a request with the same Idempotency-Key is still being handled.
        if kind not in ("list", "get"):
            errors.add("409")
        if "requestBody" in operation:
            errors |= {"413", "415"}
        if kind in ("update", "delete") or "IfMatch" in extra:
            errors.add("412")
        if kind == "list":
            self.add_total(operation)
        for status in sorted(errors):
            answer = "VersionMismatch" if status == "412" else "Problem"
            operation["responses"].setdefault(status, {"$ref": f"#/components/responses/{answer}"})
        success = next(s for s in operation["responses"] if s.startswith("2"))
        body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
        content = operation["responses"][success].get("content", {})
        answer = content.get("application/json", {}).get("schema")
        if (kind in ("get", "create", "update") or "IfMatch" in extra) and answer:
            for status in ("200", "201"):
                if status in operation["responses"]:
                    operation["responses"][status].setdefault("headers", {})["ETag"] = {
                        "description": "The version of the object, for If-Match.", "schema": {"type": "string"}}
        self.operations.append({
            "name": name, "method": method, "path": path, "kind": kind, "tag": operation["tags"][0],
            "permission": operation["x-permission"], "status": int(success),
            "body": self.reference(body) if body else None,
            "body_limit": operation.pop("x-body-limit", 256 * 1024),
            "answer": self.reference(answer) if answer else None,
            # Anything but JSON is written by the handler itself.
            "streams": bool(content) and not answer,
            "query": own,
            "parameters": re.findall(r"{(\w+)}", path),
            "history": operation.pop("x-history-of", None),
            "on_deleted_realm": operation.pop("x-realm", None) == "deleted",
            "delegated": operation.pop("x-delegated", False),
            "step_up": step_up,
        })

    @staticmethod
    def step_up_text(name, step_up):
        """For people, what `x-step-up` says: true, `rights`, or a list of the body's members."""
        asks = "asks a person for a recent sign-in (RFC 9470)"
        if step_up is True:
            return f"It {asks}."
        if step_up == "rights":
            return f"Where it gives rights in the admin API, or is about somebody who has some, it {asks}."
        if not isinstance(step_up, list):
            fail(f"{name}: x-step-up is true, rights, or a list of members")
        return f"With any of {', '.join(f'`{member}`' for member in step_up)} it {asks}."

    def add_total(self, operation):
        """What `total=true` adds to the answer of a list."""
        answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
        self.schemas[self.reference(answer)]["properties"] |= {
            "total": {"type": "integer", "description": "How many items there are in all, where `total=true` asked."},
            "total_is_estimate": {"type": "boolean", "description": "`total` is the database's estimate."}}

    def versioned(self, operation):
        """Does it answer an object with a version?"""
        for answer in operation["responses"].values():
            schema = answer.get("content", {}).get("application/json", {}).get("schema")
            if schema and "version" in self.schemas[self.reference(schema)].get("properties", {}):
                return True
        return False

    @staticmethod
    def reference(schema):
        return schema["$ref"].rsplit("/", 1)[1]


class Member:
    def __init__(self, owner, name, schema, required):
        self.name = name
        self.variable = camel(name)
        self.required = required
        self.nullable = False
        self.schema = schema
        if "oneOf" in schema:
            others = [s for s in schema["oneOf"] if s.get("type") != "null"]
            self.nullable = len(others) < len(schema["oneOf"])
            schema = others[0]
        kind = schema.get("type")
        if isinstance(kind, list):
            self.nullable = "null" in kind
            kind = next(k for k in kind if k != "null")
        self.struct = None
        if "$ref" in schema:
            self.struct = Description.reference(schema)
            self.type = self.struct
        elif kind == "string":
            self.type = "QString"
        elif kind == "integer":
            self.type = "qint64"
        elif kind == "boolean":
            self.type = "bool"
        elif kind == "object":
            self.type = "QJsonObject"
        elif kind == "array":
            items = schema["items"]
            if "$ref" in items:
                self.struct = Description.reference(items)
                self.type = f"QList<{self.struct}>"
            elif items.get("type") == "string":
                self.type = "QStringList"
            else:
                fail(f"{owner}.{name}: lists hold strings or objects")
        else:
            fail(f"{owner}.{name}: no type that the generator knows")
        limits = []
        if "enum" in schema:
            limits.append(".values = { " + ", ".join(f"QStringLiteral({text_literal(v)})" for v in schema["enum"] if v is not None) + " }")
        for key, field in (("minLength", "minimumLength"), ("maxLength", "maximumLength"), ("maxItems", "maximumItems"),
                           ("minimum", "minimum"), ("maximum", "maximum")):
            if key in schema:
                limits.append(f".{field} = {schema[key]}")
        if kind == "array" and "enum" in schema.get("items", {}):
            limits.append(".values = { " + ", ".join(f"QStringLiteral({text_literal(v)})" for v in schema["items"]["enum"]) + " }")
        if kind == "array" and "maxLength" in schema.get("items", {}):
            limits.append(f".maximumLength = {schema['items']['maxLength']}")
        order = [".minimumLength", ".maximumLength", ".maximumItems", ".minimum =", ".maximum =", ".values"]
        limits.sort(key=lambda l: next(i for i, o in enumerate(order) if l.startswith(o)))
        self.limits = "{ " + ", ".join(limits) + " }" if limits else "{}"

    @property
    def declaration(self):
        # A list's `next` is always there and may be null.
        if self.required and not self.nullable:
            default = {"qint64": " = 0", "bool": " = false"}.get(self.type, "")
            return f"{self.type} {self.variable}{default};"
        return f"Field<{self.type}> {self.variable};"


def members(name, schema):
    required = schema.get("required", [])
    return [Member(name, m, s, m in required) for m, s in schema.get("properties", {}).items()]


def in_order(schemas):
    """A struct stands after those that it holds."""
    done = []

    def visit(name):
        if name in done:
            return
        for member in members(name, schemas[name]):
            if member.struct:
                visit(member.struct)
        done.append(name)

    for name in schemas:
        visit(name)
    return done


def write_schemas(description):
    schemas = description.schemas
    order = in_order(schemas)
    header = LICENCE + """#pragma once

#include "api/Codec.h"

namespace auth::api {
"""
    source = LICENCE + """#include "api/Schemas.h"

namespace auth::api {
"""
    for name in order:
        schema = schemas[name]
        fields = members(name, schema)
        doc = schema.get("description", "").strip().replace("\n", "\n/// ")
        header += "\n" + (f"/// {doc}\n" if doc else "") + f"struct {name} {{\n"
        for m in fields:
            comment = m.schema.get("description", "").strip().replace("\n", " ")
            header += f"    {m.declaration}" + (f" ///< {comment}" if comment else "") + "\n"
        header += f"""
    /// Members that have a value, and nulls that were named.
    QJsonObject toJson() const;
    static {name} decode(const QJsonObject &object, Decoder &decoder);
    friend bool operator==(const {name} &, const {name} &) = default;
}};
"""
        source += f"\nQJsonObject {name}::toJson() const\n{{\n    QJsonObject object;\n"
        for m in fields:
            source += f"    encode(object, QStringLiteral({text_literal(m.name)}), {m.variable});\n"
        source += "    return object;\n}\n"
        source += f"\n{name} {name}::decode(const QJsonObject &object, Decoder &decoder)\n{{\n    {name} decoded;\n"
        for m in fields:
            call = "required" if m.required and not m.nullable else "optional"
            null = ", " + ("Null::Allowed" if m.nullable else "Null::Refused") if call == "optional" else ""
            source += f"    decoder.{call}(object, QLatin1StringView({text_literal(m.name)}), decoded.{m.variable}{null}, {m.limits});\n"
        names = ", ".join(f"QStringLiteral({text_literal(m.name)})" for m in fields)
        source += f"    decoder.refuseOthers(object, {{ {names} }});\n    return decoded;\n}}\n"
    return {"api/Schemas.h": header + "\n}\n", "api/Schemas.cpp": source + "\n}\n"}


def body_fields(schemas, name, prefix=""):
    """Paths, types and texts of the members of a body, those of nested structs too."""
    types = {"QString": "String", "qint64": "Integer", "bool": "Boolean", "QStringList": "List", "QJsonObject": "Object"}
    for member in members(name, schemas[name]):
        path = prefix + member.name
        if member.struct and member.type == member.struct:
            yield path, "Object", member_help(member), False
            yield from body_fields(schemas, member.struct, path + ".")
        else:
            yield path, types.get(member.type, "Object"), member_help(member), member.schema.get("writeOnly", False)


def member_help(member):
    """What a person is told of a member: its description, and which values it can have."""
    parts = [" ".join(member.schema.get("description", "").split())]
    if values := [str(v) for v in member.schema.get("enum", []) if v is not None]:
        parts.append("One of " + ", ".join(values) + ".")
    if "minimum" in member.schema:
        parts.append(f"At least {member.schema['minimum']}.")
    if "maximum" in member.schema:
        parts.append(f"At most {member.schema['maximum']}.")
    return " ".join(part for part in parts if part)


def write_operations(description):
    header = LICENCE + """#pragma once

#include "api/Operation.h"

#include <span>

namespace auth::api {

/// Every operation of the admin API, with the permission that it needs.
std::span<const Operation> operations();

namespace operation {
"""
    rows = ""
    literal = lambda value: "true" if value else "false"
    for index, op in enumerate(description.operations):
        header += f"inline constexpr int k{upper_first(op['name'])} = {index};\n"
        rows += (f"    {{ {text_literal(op['name'])}, {text_literal(op['method'].upper())}, {text_literal(op['path'])}, "
                 f"{text_literal(op['permission'])}, {text_literal(op['tag'])}, Operation::Kind::{KINDS[op['kind']]}, "
                 f"{'true' if op['body'] else 'false'}, {op['status']}, {op['body_limit']}, {'k' + op['body'] if op['body'] else '{}'}, "
                 f"{'k' + upper_first(op['name']) + 'Query' if op['query'] else '{}'}, {literal(op['on_deleted_realm'])}, {literal(op['delegated'])}, "
                 f"Operation::StepUp::{'ForRights' if op['step_up'] == 'rights' else 'Always' if op['step_up'] else 'No'}, "
                 f"{'k' + upper_first(op['name']) + 'StepUp' if isinstance(op['step_up'], list) else '{}'} }},\n")
    permissions = sorted({op["permission"] for op in description.operations})
    header += """}

/// Every permission that an operation needs, each once.
std::span<const char *const> permissions();

}
"""
    bodies = ""
    for body in dict.fromkeys(op["body"] for op in description.operations if op["body"]):
        entries = "".join(f"    {{ {text_literal(path)}, BodyField::Type::{kind}, {text_literal(text)}, {str(secret).lower()} }},\n" for path, kind, text, secret in body_fields(description.schemas, body))
        bodies += f"constexpr BodyField k{body}[] = {{\n{entries}}};\n\n"
    for op in description.operations:
        if op["query"]:
            bodies += f"constexpr const char *k{upper_first(op['name'])}Query[] = {{ {', '.join(text_literal(q) for q in op['query'])} }};\n\n"
        if isinstance(op["step_up"], list):
            known = {path for path, *_ in body_fields(description.schemas, op["body"])}
            for member in set(op["step_up"]) - known:
                fail(f"{op['name']}: x-step-up names {member}, which its body has not")
            bodies += f"constexpr const char *k{upper_first(op['name'])}StepUp[] = {{ {', '.join(text_literal(m) for m in op['step_up'])} }};\n\n"
    source = LICENCE + f"""#include "api/Operations.h"

namespace auth::api {{

namespace {{

{bodies}}}

std::span<const Operation> operations()
{{
    static constexpr Operation list[] = {{
{rows}    }};
    return list;
}}

std::span<const char *const> permissions()
{{
    static constexpr const char *list[] = {{ {", ".join(text_literal(p) for p in permissions)} }};
    return list;
}}

}}
"""
    return {"api/Operations.h": header, "api/Operations.cpp": source}


def signature(op, with_body=True):
    parts = [f"QString {camel(p)}" for p in op["parameters"]]
    if op["kind"] == "list":
        parts.append("ListOptions list")
    if op["body"]:
        parts.append(f"{op['body']} body")
    return ", ".join(parts + ["CallOptions options"])


def write_client(description):
    header = LICENCE + """#pragma once

#include "api/Call.h"
#include "api/Schemas.h"

namespace auth::api {

/// The admin API, one function per operation. Answers are read leniently: an older or newer server is understood.
class AdminClient {
public:
    explicit AdminClient(Transport *transport)
        : m_transport(transport)
    {
    }

"""
    source = LICENCE + """#include "api/AdminClient.h"

#include "api/Operations.h"

namespace auth::api {
"""
    for op in description.operations:
        if op["streams"]:
            continue  # What is no JSON is read piece by piece: Call::sink.
        result = f"Task<Result<{op['answer'] or 'void'}>>"
        header += f"    {result} {op['name']}({signature(op)} = {{}});\n"
        pairs = ", ".join(f"{{ QByteArrayLiteral({text_literal(p)}), {camel(p)} }}" for p in op["parameters"])
        source += f"""
{result} AdminClient::{op['name']}({signature(op)})
{{
    Call call(operation::k{upper_first(op['name'])}, {{ {pairs} }}, std::move(options));
"""
        if op["kind"] == "list":
            source += "    call.list = std::move(list);\n"
        if op["body"]:
            source += "    call.body = body.toJson();\n"
        source += "    const Answer answer = CO_TRY(co_await m_transport->send(std::move(call)));\n"
        source += "    CO_TRY(answer.error());\n"
        if op["answer"]:
            source += f"    co_return decodeLeniently<{op['answer']}>(answer.body);\n}}\n"
        else:
            source += "    co_return {};\n}\n"
    header += "\nprivate:\n    Transport *m_transport;\n};\n\n}\n"
    return {"api/AdminClient.h": header, "api/AdminClient.cpp": source + "\n}\n"}


def register_route(op, tag):
    return (f"    pipeline->add(router, api::operations()[api::operation::k{upper_first(op['name'])}],\n"
            f"        [h = handlers.{camel(tag.lower())}](ContextPointer context) {{ return {op['name']}(h, std::move(context)); }});\n")


def history_route(op, tag):
    """What `x-history` adds needs nothing of the resource but its own `get` and `update`."""
    kind, get, update = op["history"]
    text = f"\nTask<Result<Outcome>> {op['name']}({tag}Handlers *handlers, ContextPointer context)\n{{\n"
    if op["kind"] == "list":
        text += f"    const auto current = CO_TRY(co_await handlers->{get}(context));\n"
        return text + f"    co_return co_await context->history->list(context, {text_literal(kind)}, current.id);\n}}\n"
    text += "    const auto target = CO_TRY(api::decodeStrictly<api::RevertRequest>(context->body));\n"
    text += f"    const auto current = CO_TRY(co_await handlers->{get}(context));\n"
    text += (f"    CO_TRY(co_await context->history->becomeUpdate(context, {text_literal(kind)}, current.toJson(), target.version,\n"
             f"        api::operation::k{upper_first(update)}));\n")
    return text + f"    co_return co_await {update}(handlers, context);\n}}\n"


def write_server(description):
    handlers = LICENCE + """#pragma once

#include "admin/Context.h"
#include "api/Schemas.h"
#include "http/Response.h"

namespace auth::admin {
"""
    routes = LICENCE + """#include "admin/Routes.h"

#include "admin/Lists.h"
#include "api/Operations.h"

namespace auth::admin {

namespace {
"""
    register = ""
    tags = list(dict.fromkeys(op["tag"] for op in description.operations))
    for tag in tags:
        operations = [op for op in description.operations if op["tag"] == tag]
        handlers += f"\n/// What the server does for {tag}. An operation without a handler does not compile.\nclass {tag}Handlers {{\npublic:\n    virtual ~{tag}Handlers() = default;\n"
        for op in operations:
            if op["history"]:
                routes += history_route(op, tag)
                register += register_route(op, tag)
                continue
            result = "http::Response" if op["streams"] else f"api::{op['answer']}" if op["answer"] else "void"
            result = f"Task<Result<{result}>>"
            body = f", api::{op['body']} body" if op["body"] else ""
            handlers += f"    virtual {result} {op['name']}(ContextPointer context{body}) = 0;\n"
            routes += f"\nTask<Result<Outcome>> {op['name']}({tag}Handlers *handlers, ContextPointer context)\n{{\n"
            if op["body"]:
                routes += f"    auto body = CO_TRY(api::decodeStrictly<api::{op['body']}>(context->body));\n"
                call = f"handlers->{op['name']}(context, std::move(body))"
            else:
                call = f"handlers->{op['name']}(context)"
            if op["answer"]:
                versioned = "version" in description.schemas[op["answer"]].get("properties", {})
                identified = "id" in description.schemas[op["answer"]].get("properties", {})
                routes += f"    const auto answer = CO_TRY(co_await {call});\n    Outcome outcome;\n    outcome.body = answer.toJson();\n"
                if versioned:
                    routes += "    outcome.version = answer.version;\n"
                if identified:
                    routes += "    outcome.id = answer.id;\n"
                if op["kind"] == "list":
                    routes += "    addTotal(*context, outcome.body);\n"
                routes += "    co_return outcome;\n}\n"
            elif op["streams"]:
                routes += f"    Outcome outcome;\n    outcome.response = CO_TRY(co_await {call});\n    co_return outcome;\n}}\n"
            else:
                routes += f"    CO_TRY(co_await {call});\n    co_return Outcome {{}};\n}}\n"
            register += register_route(op, tag)
        handlers += "};\n"
    handlers += "\nstruct Handlers {\n" + "".join(f"    {t}Handlers *{camel(t.lower())} = nullptr;\n" for t in tags) + "};\n\n}\n"
    header = LICENCE + """#pragma once

#include "admin/Handlers.h"
#include "admin/Pipeline.h"

namespace auth::admin {

/// Adds a route for every operation of the description.
void addRoutes(http::Router *router, Pipeline *pipeline, Handlers handlers);

/// The description itself, as JSON.
QByteArray openApiDocument();

}
"""
    routes += f"\n}}\n\nvoid addRoutes(http::Router *router, Pipeline *pipeline, Handlers handlers)\n{{\n{register}}}\n\n}}\n"
    text = json.dumps(description.document, ensure_ascii=False, separators=(",", ":"))
    # A string literal may be 65,536 bytes long at least; raw ones need no escapes.
    pieces = "\n".join(f'    R"openapi({text[i:i + 8000]})openapi"' for i in range(0, len(text), 8000))
    document = LICENCE + f"""#include "admin/Routes.h"

namespace auth::admin {{

QByteArray openApiDocument()
{{
    static constexpr char text[] =
{pieces};
    return QByteArray::fromRawData(text, sizeof text - 1);
}}

}}
"""
    return {"admin/Handlers.h": handlers, "admin/Routes.h": header, "admin/Routes.cpp": routes, "admin/OpenApiDocument.cpp": document,
            "openapi.json": json.dumps(description.document, ensure_ascii=False, indent=2) + "\n"}


def main():
    directory, output, version = sys.argv[1:]
    description = Description(directory, version)
    files = {}
    for writer in (write_schemas, write_operations, write_client, write_server):
        files |= writer(description)
    for name, text in files.items():
        path = pathlib.Path(output) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


main()
