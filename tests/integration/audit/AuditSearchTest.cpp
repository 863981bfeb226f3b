// SPDX-License-Identifier: GPL-3.0-or-later
#include "TrailFixture.h"

#include "admin/Filter.h"
#include "audit/trail/SearchWords.h"

#include <QtCore/QRegularExpression>

using namespace auth;
using namespace Qt::StringLiterals;
using ledger::Verdict;
using test::TrailFixture;

class AuditSearchTest : public QObject {
    Q_OBJECT

    static Task<Result<QStringList>> search(TrailFixture *f, QString filter, int limit)
    {
        QStringList found;
        db::ListRequest request;
        request.limit = limit;
        request.descending = true;
        request.filter = CO_TRY(admin::parseFilter(filter, TrailService::listSpec(), f->clock.now()));
        for (;;) {
            const auto page = CO_TRY(co_await f->trail.list(f->realm->id, request, f->deadline()));
            for (const TrailRow &row : page.rows)
                found.append(row.row[u"correlation_id"].toString());
            if (!page.page.next)
                co_return found;
            request.after = page.page.next;
        }
    }
    static QString found(TrailFixture &f, const QString &filter, int limit = 50)
    {
        const auto rows = QCoro::waitFor(search(&f, filter, limit));
        return rows ? rows->join(u' ') : u"error: "_s + rows.error().description;
    }
    static QString numbers(const std::vector<TrailRow> &rows)
    {
        QStringList found;
        for (const TrailRow &row : rows)
            found.append(row.row[u"correlation_id"].toString());
        return found.join(u' ');
    }
    static Result<qint64> erase(TrailFixture &f, const QString &person)
    {
        RevocationSet set;
        CacheEpochs epochs;
        return QCoro::waitFor(eraseIn(&f, &set, &epochs, person));
    }
    static Task<Result<qint64>> eraseIn(TrailFixture *f, RevocationSet *set, CacheEpochs *epochs, QString person)
    {
        Revocations revocations(set, &f->clock, nullptr);
        Change::Services services {};
        services.database = &f->database;
        services.clock = &f->clock;
        services.audit = &f->audit;
        services.revocations = &revocations;
        services.epochs = epochs;
        AuditEvent origin;
        origin.actor("administrator", u"root"_s);
        const auto change = std::make_shared<Change>(services, origin, f->deadline());
        const qint64 rows = CO_TRY(co_await f->trail.erase(change, f->realm, *UserId::parse(person.toLatin1())));
        CO_TRY(co_await change->commit());
        co_return rows;
    }

private Q_SLOTS:
    void findsByFieldsAndWordsNewestFirst()
    {
        struct Case {
            const char *name;
            QString filter;
            QString rows;
        };
        const Case cases[] = {
            { "everything", QString(), u"c4 c3 c2 c1 c0"_s },
            { "a word", u"anna"_s, u"c3"_s },
            { "a prefix", u"ann"_s, u"c3"_s },
            { "no middle of a word", u"nna"_s, QString() },
            { "a later word", u"smith"_s, u"c3"_s },
            { "a phrase", u"\"anna smith\""_s, u"c3"_s },
            { "two words", u"smith anna"_s, u"c3"_s },
            { "a domain", u"acme.example"_s, u"c2"_s },
            { "an action", u"login"_s, u"c2"_s },
            { "all words of a field", u"target_name:\"Anna Smith\""_s, u"c3"_s },
            { "a field that ends within a word", u"target_name:\"anna smi\""_s, QString() },
            { "the beginning of a field's last word", u"target_name:\"anna smi*\""_s, u"c3"_s },
            { "a field's first word and a space", u"target_name:\"anna *\""_s, u"c3"_s },
            { "a field's beginning and end", u"target_name:a*smith"_s, u"c3"_s },
            { "a field", u"action:login.failed"_s, u"c2"_s },
            { "a beginning of a field", u"action:login.*"_s, u"c2"_s },
            { "an end of a field", u"actor_name:*@acme.example"_s, u"c2"_s },
            { "one or the other", u"anna OR zebra"_s, u"c3 c1"_s },
            { "one or the other, and a field", u"(anna OR zebra) outcome:success"_s, u"c3 c1"_s },
            { "a field and a word", u"action:user.* anna"_s, u"c3"_s },
            { "a time", u"anna at<2000-01-01"_s, QString() },
            { "an id", u"019a0000-0000-7000-8000-000000000003"_s, u"c3"_s },
            { "the beginning of an id", u"019A0000-0000-7000-8000-0000000000 zebra"_s, u"c1"_s },
            { "the end of an id", u"000000000003"_s, u"c3"_s },
            { "an id in a field", u"target_id:019a0000-0000-7000-8000-000000000003"_s, u"c3"_s },
            { "an id in values", u"0192f0c4-7c1e-7000-8000-0000000000ab"_s, u"c1"_s },
            { "an address of a person", u"eve@acme.example"_s, u"c2"_s },
            { "the beginning of a domain", u"eve@acme.ex"_s, u"c2"_s },
            { "another domain", u"eve@acme.org"_s, QString() },
            { "a phrase and a beginning", u"\"anna smi\""_s, u"c3"_s },
            { "a whole word is one", u"\"ann smith\""_s, QString() },
            { "an id and more", u"\"0192f0c4-7c1e animal\""_s, QString() },
            { "a part of an action", u"login.fai"_s, u"c2"_s },
            { "a choice", u"outcome:failure"_s, u"c2"_s },
            { "an address", u"address:198.51.100.7"_s, u"c2"_s },
            { "not", u"-outcome:failure -anna"_s, u"c4 c1 c0"_s },
            { "a value after", u"zebra"_s, u"c1"_s },
            { "without regard to case", u"ANNA"_s, u"c3"_s },
            { "not Latin", u"żółw"_s, u"c4"_s },
            { "of a pattern", u"100%"_s, QString() },
            { "of SQL", u"\"' OR 1=1--\""_s, QString() },
            { "of a regular expression", u"a.*a"_s, QString() },
            { "of a tsquery", u"\"anna' | 'x\""_s, QString() },
        };
        TrailFixture f;
        const auto compare = [&](const char *when, bool old) {
            for (const Case &one : cases) {
                // What is not said of words finds the rows on top, too.
                if (old && (one.filter.isEmpty() || one.filter.startsWith(u'-')))
                    continue;
                if (const QString rows = found(f, one.filter); rows != one.rows)
                    return QString(u"%1, %2: %3, not %4"_s.arg(QLatin1StringView(when), QLatin1StringView(one.name), rows, one.rows));
            }
            return QString();
        };
        QVERIFY(f.write(0, 1));
        AuditEvent one = f.event(1);
        one.after = QJsonObject { { u"animal"_s, u"Zebra"_s }, { u"owner"_s, u"0192f0c4-7c1e-7000-8000-0000000000ab"_s } };
        QVERIFY(f.write(one));
        AuditEvent two = f.event(2);
        two.action = "login.failed";
        two.outcome = "failure";
        two.actorName = u"eve@acme.example"_s;
        two.address = "198.51.100.7";
        QVERIFY(f.write(two));
        AuditEvent three = f.event(3);
        three.targetName = u"Anna Smith"_s;
        QVERIFY(f.write(three));
        AuditEvent four = f.event(4);
        four.reason = u"Żółw 100 procent"_s;
        QVERIFY(f.write(four));
        QCOMPARE(compare("before it is sealed", false), QString());
        QVERIFY(f.seal());
        QCOMPARE(compare("sealed", false), QString());
        // Behind more rows than are looked at one by one.
        f.clock.advance(std::chrono::hours(24 * 40));
        f.sql("INSERT INTO audit_events (realm_id, at, id, action, outcome, actor_kind, reason, correlation_id) SELECT '"
            + f.realm->id.toBytes() + "', timestamptz '" + toIso(f.clock.now())
            + "' + n * interval '1 second', gen_random_uuid(), 'token.issued', 'success', 'server',"
              " CASE WHEN n % 40 = 0 THEN 'now and then' ELSE '' END, n FROM generate_series(1, 6000) AS n");
        QVERIFY(f.seal());
        QCOMPARE(compare("old", true), QString());
        QStringList now;
        for (int number = 6000; number > 0; number -= 40)
            now.append(QString::number(number));
        QCOMPARE(found(f, u"\"now and\" action:token.issued"_s, 100), now.join(u' '));
    }

    void asksTheIndexForRareWords()
    {
        const auto asked = [](const QString &text, const QSet<QString> &common) {
            const auto filter = admin::parseFilter(text, TrailService::listSpec(), {});
            // Without the four characters of the realm, the two of the week, and the group.
            static const QRegularExpression place(u"'[A-Za-z0-9_-]{6}([nat])"_s);
            return searchQuery(*filter, RealmId(), 100, common).replace(place, u"'\\1:"_s).remove(u'(').remove(u')');
        };
        const auto word = [](const QString &name) { return u"'n:%1|'a:%1|'t:%1"_s.arg(name); };
        const QString anna = word(u"anna':*"_s), firefox = word(u"firefox'"_s), version = word(u"128':*"_s);
        QCOMPARE(asked(u"firefox/128"_s, {}), QString(firefox + u'&' + version));
        QCOMPARE(asked(u"firefox/128"_s, { u"firefox"_s }), version);
        QCOMPARE(asked(u"anna firefox/128"_s, { u"firefox"_s, u"128*"_s }), anna);
        QCOMPARE(asked(u"anna OR firefox/128"_s, { u"firefox"_s }), QString(anna + u'|' + version));
        // Something has to be asked, and one half of what either may hold is nothing.
        QCOMPARE(asked(u"firefox/128"_s, { u"firefox"_s, u"128*"_s }), QString(firefox + u'&' + version));
        QCOMPARE(asked(u"anna OR firefox/128"_s, { u"firefox"_s, u"128*"_s }),
            QString(anna + u'|' + firefox + u'&' + version));
        QCOMPARE(asked(u"target_name:\"anna smi*\""_s, {}), QString(word(u"anna'"_s) + u'&' + word(u"smi':*"_s)));
        QCOMPARE(asked(u"outcome:failure anna"_s, {}), anna);
    }

    void goesThroughTheWeeks()
    {
        TrailFixture f;
        QStringList all;
        for (int number = 0; number < 8; ++number) {
            AuditEvent event = f.event(number);
            event.reason = number == 5 ? u"a needle"_s : u"a needle in hay"_s;
            QVERIFY(f.write(event));
            if (number != 5)
                all.prepend(u"c%1"_s.arg(number));
            f.clock.advance(std::chrono::hours(24 * 17));
        }
        // In front of them, more rows than are looked at one by one, and nearly all with a word that is asked for.
        f.sql("INSERT INTO audit_events (realm_id, at, id, action, outcome, actor_kind, reason) SELECT '"
            + f.realm->id.toBytes() + "', timestamptz '" + toIso(f.clock.now())
            + "' - n * interval '1 second', gen_random_uuid(), 'token.issued', 'success', 'server', 'in hay' FROM "
              "generate_series(1, 500) AS n");
        QVERIFY(f.seal());
        QCOMPARE(found(f, u"needle hay"_s), all.join(u' '));
        QCOMPARE(found(f, u"needle hay"_s, 2), all.join(u' '));
        QCOMPARE(found(f, u"reason:\"a needle in hay\""_s, 3), all.join(u' '));
        QCOMPARE(found(f,
                     u"\"needle in hay\" at<%1"_s.arg(
                         QString::fromLatin1(toIso(f.clock.now() - std::chrono::hours(24 * 60))).left(10)),
                     2),
            all.mid(2).join(u' '));
    }

    void goesThroughThePages()
    {
        TrailFixture f;
        QVERIFY(f.fill(25, 5));
        QStringList all;
        for (int number = 24; number >= 0; --number)
            all.append(u"c%1"_s.arg(number));
        QCOMPARE(found(f, {}, 4), all.join(u' '));
        QCOMPARE(found(f, u"user"_s, 4), all.join(u' '));
    }

    void tailsEachRowOnceHoweverLateItsTransactionEnds()
    {
        TrailFixture f;
        QVERIFY(f.fill(5, 5));
        QVERIFY(f.write(5, 6)); // Not in the log yet.
        auto tail = QCoro::waitFor(f.trail.tail(f.realm->id, std::nullopt, {}, 3, f.deadline()));
        VERIFY_RESULT(tail);
        QCOMPARE(numbers(tail->rows), u"c3 c4"_s);
        QCOMPARE(tail->position, 5);
        tail = QCoro::waitFor(f.trail.tail(f.realm->id, tail->position, {}, 3, f.deadline()));
        QCOMPARE(numbers(tail->rows), QString());
        // What is sealed later comes later, whatever its time is.
        AuditEvent early = f.event(7);
        f.clock.advance(-std::chrono::hours(1));
        QVERIFY(f.write(early) && f.seal());
        tail = QCoro::waitFor(f.trail.tail(f.realm->id, tail->position, {}, 3, f.deadline()));
        QCOMPARE(numbers(tail->rows), u"c5 c7"_s);
        QCOMPARE(tail->position, 7);
        const auto filter = admin::parseFilter(u"correlation_id:c2"_s, TrailService::listSpec(), f.clock.now());
        QCOMPARE(numbers(QCoro::waitFor(f.trail.tail(f.realm->id, 0, *filter, 3, f.deadline()))->rows), u"c2"_s);
        // Of a database that was put back.
        QCOMPARE(QCoro::waitFor(f.trail.tail(f.realm->id, 100, {}, 3, f.deadline()))->position, 7);
    }

    void countsByTimeAndKind()
    {
        TrailFixture f;
        const Timestamp begin = std::chrono::floor<std::chrono::days>(f.clock.now()) + std::chrono::days(1);
        f.clock.advance(begin - f.clock.now());
        QVERIFY(f.write(0, 3) && f.seal());
        f.clock.advance(std::chrono::minutes(90));
        AuditEvent failed = f.event(3);
        failed.outcome = "failure";
        QVERIFY(f.write(failed) && f.write(4, 6) && f.seal());
        using enum SearchStore::Bucket;
        const auto counted = [&](SearchStore::Bucket bucket, Timestamp from) {
            QStringList lines;
            const auto counts
                = QCoro::waitFor(f.trail.count(f.realm->id, from, f.clock.now() + std::chrono::hours(1), bucket, f.deadline()));
            for (const auto &count : *counts)
                lines.append(u"%1 %2 %3"_s.arg(std::chrono::duration_cast<std::chrono::minutes>(count.at - begin).count())
                                 .arg(count.outcome)
                                 .arg(count.count));
            return lines.join(u'|');
        };
        QCOMPARE(counted(All, begin), u"0 failure 1|0 success 5"_s);
        QCOMPARE(counted(Day, begin), u"0 failure 1|0 success 5"_s);
        QCOMPARE(counted(Hour, begin), u"0 success 3|60 failure 1|60 success 2"_s);
        QCOMPARE(counted(Hour, begin + std::chrono::minutes(61)), u"60 failure 1|60 success 2"_s);
        QCOMPARE(counted(Minute, begin), u"0 success 3|90 failure 1|90 success 2"_s);
    }

    void erasesAPersonAndStaysVerifiable()
    {
        TrailFixture f;
        const QString person = u"019a0000-0000-7000-8000-000000000003"_s;
        QVERIFY(f.write(0, 6));
        AuditEvent own(f.realm->id, "session.started");
        own.actor("user", person, u"mona"_s);
        own.target("session", u"s1"_s);
        own.address = "203.0.113.9";
        own.data = QJsonObject { { u"mail"_s, u"mona@example.com"_s } };
        QVERIFY(f.write(own) && f.seal());
        QCOMPARE(found(f, u"mona"_s), QString());
        f.sql("INSERT INTO object_versions (realm_id, kind, object_id, version, at, document) SELECT '" + f.realm->id.toBytes()
            + "', kind, '" + person.toLatin1() + "', 1, '2026-01-01Z', '{}' FROM unnest(ARRAY['user', 'role']) AS kind");
        QCOMPARE(*erase(f, person), 2);
        QCOMPARE(f.sql("SELECT string_agg(kind, ' ') FROM object_versions"), "role");
        QVERIFY(f.seal());
        COMPARE_FINDINGS(f.verify(f.exported(), f.published), Verdict::Intact, -1);
        QVERIFY(!f.exported().contains("mona") && !f.exported().contains("203.0.113.9") && !f.exported().contains("\"user 3\""));
        QCOMPARE(f.sql("SELECT count(*) FROM audit_leaves WHERE words::text ~ 'mona|203'"), "0");
        QVERIFY(f.exported().contains("\"user 4\""));
        // What others did to the person still says who they were.
        QCOMPARE(f.sql("SELECT actor_name || target_name FROM audit_events WHERE correlation_id = 'c3'"), "root");
    }

    void dropsWhatIsTooOldAndStaysVerifiable()
    {
        TrailFixture f;
        for (int day = 0; day < 4; ++day) {
            QVERIFY(f.write(day * 5, day * 5 + 5) && f.seal());
            f.clock.advance(std::chrono::hours(24 * 200));
        }
        const auto retain = [&] { return QCoro::waitFor(f.trail.retain(&f.audit, &f.database)); };
        // First the log says so, then they go.
        VERIFY_RESULT(retain());
        QCOMPARE(f.sql("SELECT count(*) FROM audit_leaves"), "20");
        QVERIFY(f.seal());
        VERIFY_RESULT(retain());
        QCOMPARE(f.sql("SELECT min(seq) || ' ' || count(*) FROM audit_leaves"), "15 6");
        QCOMPARE(f.sql("SELECT count(*) FROM audit_events"), "6");
        const auto findings = f.verify(f.exported(), f.published);
        COMPARE_FINDINGS(findings, Verdict::Intact, -1);
        QCOMPARE(findings.first, 15);
        QCOMPARE(findings.kept, 15);
        // What nobody said may go is missed.
        f.sql("DELETE FROM audit_events WHERE " + f.row(15));
        f.sql("DELETE FROM audit_leaves WHERE seq = 15");
        COMPARE_FINDINGS(f.verify(), Verdict::Altered, 15);
    }

    void theDaemonCannotDropWhatIsKept()
    {
        TrailFixture f;
        QVERIFY(f.fill(10, 5));
        TrailStore store(&f.database);
        QVERIFY(!QCoro::waitFor(store.drop(f.realm->id, 5, 100, f.deadline())));
        QCOMPARE(f.sql("SELECT count(*) FROM audit_leaves"), "10");
    }
};

AUTH_TEST(AuditSearchTest);
#include "AuditSearchTest.moc"
