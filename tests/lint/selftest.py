#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The checks find what they are for, and leave good code alone."""
from __future__ import annotations

import unittest

import check_calls
import check_coroutines
import check_layers
import check_repository
import repository


def calls(path: str, text: str) -> int:
    return len(check_calls.code_findings(path, text) + check_calls.sql_findings(path, text) + check_calls.text_findings(path, text))


class Layers(unittest.TestCase):
    def refused(self, includer: str, included: str) -> None:
        self.assertIsNotNone(check_layers.refusal(includer, included), f"{includer} -> {included}")

    def allowed(self, includer: str, included: str) -> None:
        self.assertIsNone(check_layers.refusal(includer, included), f"{includer} -> {included}")

    def test_base_sees_downwards(self) -> None:
        self.allowed("crypto/Jws.cpp", "core/Json.h")
        self.refused("core/Json.cpp", "crypto/Jws.h")
        self.refused("http/Router.cpp", "db/Database.h")
        self.refused("db/Pool.cpp", "users/User.h")

    def test_features_keep_their_order(self) -> None:
        self.allowed("users/UserService.cpp", "realms/RealmService.h")
        self.refused("realms/RealmService.cpp", "users/UserService.h")

    def test_roles(self) -> None:
        self.allowed("users/UserService.cpp", "users/UserStore.h")
        self.allowed("users/UserStore.cpp", "users/UserStore.h")
        self.allowed("users/UserStore.cpp", "realms/Realm.h")
        self.refused("users/UserStore.cpp", "http/Request.h")
        self.refused("users/UserService.cpp", "pages/Page.h")
        self.refused("users/UserService.cpp", "realms/RealmStore.h")
        self.refused("users/UserApi.cpp", "users/UserStore.h")
        self.refused("protocol/oauth/Token.cpp", "users/UserStore.h")
        self.allowed("protocol/oauth/Token.cpp", "users/UserService.h")

    def test_only_the_top_sees_everything(self) -> None:
        self.allowed("app/Application.cpp", "users/UserStore.h")
        self.refused("users/UserService.cpp", "app/Config.h")

    def test_unknown_folders_are_named(self) -> None:
        self.refused("elsewhere/X.cpp", "core/Json.h")
        self.refused("users/User.cpp", "Json.h")

    def test_programs_see_shared_only(self) -> None:
        self.assertIsNone(check_layers.check_program("authctl/main.cpp", "core/Json.h"))
        self.assertIsNotNone(check_layers.check_program("authctl/main.cpp", "users/User.h"))


class Calls(unittest.TestCase):
    def test_banned(self) -> None:
        for text in (
            "auto t = QDateTime::currentDateTimeUtc();",
            "auto t = std::chrono::system_clock::now();",
            "QEventLoop loop;",
            "QCoro::waitFor(task);",
            "text.toUtf8().toInt();",
            "connect(socket, &QTcpSocket::readyRead, [this] { read(); });",
            "QByteArray::fromBase64(text);",
            "QJsonDocument::fromJson(text);",
            'Query q { "x", "SELECT now()" };',
            'Query q { "x", R"(SELECT id FROM t WHERE at < CURRENT_TIMESTAMP)" };',
            'Query q { "x", "SELECT id FROM t WHERE lower(name) = $1" };',
            "int x; // TODO later",
        ):
            self.assertEqual(calls("server/users/X.cpp", text), 1, text)
        self.assertEqual(calls("migrations/0002_x.sql", "CREATE TABLE t (at timestamptz DEFAULT now());"), 1)

    def test_good(self) -> None:
        for text in (
            "auto t = clock->now();",
            'log(LogLevel::Info, "started now()");',
            "connect(socket, &QTcpSocket::readyRead, this, [this] { read(); });",
            "// QEventLoop would nest",
            "fromBase64Url(text);",
            'auto text = "QJsonDocument::fromJson";',
            "constexpr auto limit = 8'192; QByteArray quoted = 'x' + text;",
        ):
            self.assertEqual(calls("server/users/X.cpp", text), 0, text)
        self.assertEqual(calls("migrations/0002_x.sql", "-- no default calls now()\nSELECT 1;"), 0)

    def test_lines(self) -> None:
        (finding,) = check_calls.code_findings("server/x.cpp", "\n/* a\nb */\nQEventLoop loop;\n")
        self.assertEqual(finding.line, 4)


class Coroutines(unittest.TestCase):
    def found(self, text: str) -> int:
        return len(check_coroutines.signature_findings("x.h", text) + check_coroutines.lambda_findings("x.h", text))

    def test_banned(self) -> None:
        for text in (
            "Task<void> run(const Request &request);",
            "Task<Result<Response>> Handler::run(QByteArrayView body) { co_return x; }",
            "Task<> run(std::span<const int> values);",
            "Task<Result<std::pair<int, int>>> run(int a,\n    QStringView text);",
            "auto f = [this](Request request) -> Task<> { co_await handle(request); };",
            "auto f = [&]() -> Task<> { co_return; };",
        ):
            self.assertEqual(self.found(text), 1, text)

    def test_good(self) -> None:
        for text in (
            "Task<void> run(Request request, Database *database);",
            "Task<> run(std::function<Task<>(const Request &)> handler);",
            "Task<Result<Rows>> execute(const Query &query, Params params) = delete;",
            "auto f = [](Request request) -> Task<> { co_await handle(request); };",
            "auto f = [this](Request request) { return handle(request); };\nTask<> g() { co_return; }",
            "std::vector<Task<>> tasks; tasks[i](x & y);",
        ):
            self.assertEqual(self.found(text), 0, text)


    def test_returns(self) -> None:
        for text in ("co_return m_jwks;", "co_return *known;", "co_return set->jwks;", "co_return a.b->c ;"):
            self.assertEqual(len(check_coroutines.return_findings("x.cpp", text)), 1, text)
        for text in ("co_return value;", "co_return std::as_const(set->jwks);", "co_return set->render();", "co_return std::move(*known);", "co_return a * b;"):
            self.assertEqual(len(check_coroutines.return_findings("x.cpp", text)), 0, text)


class Files(unittest.TestCase):
    def test_licence(self) -> None:
        self.assertTrue(check_repository.licence_findings("a.cpp", "#include <x>\n"))
        self.assertTrue(check_repository.licence_findings("run", "#!/bin/bash\nset -e\n"))
        self.assertFalse(check_repository.licence_findings("a.cpp", f"// {check_repository.SPDX}\n"))
        self.assertFalse(check_repository.licence_findings("a.md", "# A\n"))

    def test_migrations(self) -> None:
        self.assertFalse(check_repository.migration_findings(["migrations/0001_a.sql", "migrations/0002_b_c.sql"]))
        self.assertTrue(check_repository.migration_findings(["migrations/0001_a.sql", "migrations/0003_b.sql"]))
        self.assertTrue(check_repository.migration_findings(["migrations/1_a.sql"]))

    def test_machine(self) -> None:
        for text in ("/ro" "ot/x", "cd /wo" "rk/main", "/home/" "jane/src", '"https://registry' '.example.org/x.tgz"'):
            self.assertTrue(check_repository.machine_findings("a", text), text)
        for text in ("/var/lib/auth-server", "https://auth.example.com", "network/work/x", "docs/root/"):
            self.assertFalse(check_repository.machine_findings("a", text), text)

    def test_packages(self) -> None:
        self.assertFalse(check_repository.package_findings("packaging/packages/a.txt", "a1\nlibb-dev\n"))
        self.assertTrue(check_repository.package_findings("packaging/packages/a.txt", "libb-dev\na1\n"))
        self.assertTrue(check_repository.package_findings("packaging/packages/a.txt", "# comment\n"))

    def test_literals(self) -> None:
        text = "a(\"x // y\"); // z\nb(R\"(c \" d)\"); 'q'"
        self.assertEqual([s for _, s in repository.strings(text)], ["x // y", 'c " d'])
        self.assertEqual(len(repository.code_only(text)), len(text))
        self.assertNotIn("z", repository.code_only(text))


if __name__ == "__main__":
    unittest.main(argv=["selftest"])
