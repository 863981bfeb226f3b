// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"

#include "admin/Filter.h"

namespace auth {

using namespace Qt::StringLiterals;

namespace {

const db::ListSpec &spec()
{
    using enum db::ListKind;
    static const db::ListSpec made {
        .name = "test_list",
        .columns = "t.id",
        .from = "things t",
        .condition = "t.realm_id = $1",
        .id = "t.id",
        .fields = {
            { "name"_L1, "t.name", Text, db::ListSort::Yes },
            { "owner"_L1, "t.owner", Id },
            { "status"_L1, "t.status", Choice, db::ListSort::No, "active locked" },
            { "tags"_L1, "t.tags", Array },
            { "count"_L1, "t.count", Integer },
            { "enabled"_L1, "t.enabled", Boolean },
            { "at"_L1, "t.at", Time },
        },
        .freeText = { "t.name", "t.description" },
    };
    return made;
}

const Timestamp kNow { std::chrono::seconds(1'800'000'000) };

}

class FilterTest : public QObject {
    Q_OBJECT

    static QByteArray conditionOf(const QString &text, QByteArrayList *values = nullptr)
    {
        const auto filter = admin::parseFilter(text, spec(), kNow);
        if (!filter)
            return "refused: " + filter.error().description.toUtf8();
        db::ListRequest request;
        request.sort = spec().fields.begin();
        request.filter = *filter;
        const auto made = db::composeList(spec(), db::Params::of(u"realm"_s), request);
        if (values) {
            for (const auto &value : made.params.values())
                values->append(value.value_or("NULL"));
        }
        const auto begin = made.sql.indexOf("$1") + 2;
        return made.sql.mid(begin, made.sql.indexOf(" ORDER BY") - begin);
    }

private Q_SLOTS:
    void composesGroups_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("sql");
        const auto name = [](int n) { return QByteArray("(t.name ILIKE $" + QByteArray::number(n) + ')'); };
        // Of what is not known the negation holds.
        const auto known = [name](int n) { return QByteArray("coalesce(" + name(n) + ", false)"); };
        QTest::newRow("nothing") << u"  "_s << QByteArray();
        QTest::newRow("one") << u"name:a"_s << " AND (" + name(2) + ')';
        QTest::newRow("all") << u"name:a name:b"_s << " AND (" + name(2) + " AND " + name(3) + ')';
        QTest::newRow("any") << u"name:a OR name:b"_s << " AND ((" + name(2) + ") OR (" + name(3) + "))";
        QTest::newRow("or is weaker") << u"name:a name:b OR name:c"_s
                                      << " AND ((" + name(2) + " AND " + name(3) + ") OR (" + name(4) + "))";
        QTest::newRow("group") << u"name:a (name:b OR name:c)"_s
                               << " AND (" + name(2) + " AND ((" + name(3) + ") OR (" + name(4) + ")))";
        QTest::newRow("not a group") << u"-(name:a name:b)"_s << " AND (NOT (" + known(2) + " AND " + known(3) + "))";
        QTest::newRow("not a term") << u"-name:a"_s << " AND (NOT " + known(2) + ')';
        QTest::newRow("not not") << u"-(-name:a)"_s << " AND (NOT (NOT " + known(2) + "))";
        QTest::newRow("not a part of a group")
            << u"name:a (name:b OR -name:c)"_s
            << " AND (" + name(2) + " AND ((" + name(3) + ") OR (NOT " + known(4) + ")))";
        QTest::newRow("free") << u"jane"_s << QByteArray(" AND ((t.name ILIKE $2 OR t.description ILIKE $2))");
        QTest::newRow("exists") << u"name:* -at:*"_s
                                << QByteArray(" AND ((t.name <> '') AND NOT coalesce((t.at IS NOT "
                                              "NULL), false))");
        QTest::newRow("day") << u"at:2026-01-31"_s
                             << QByteArray(" AND ((t.at >= $2::timestamptz AND t.at < $3::timestamptz))");
        QTest::newRow("number") << u"count>=5"_s << QByteArray(" AND ((t.count >= $2::bigint))");
    }
    void composesGroups()
    {
        QFETCH(QString, text);
        QTEST(conditionOf(text), "sql");
    }

    void bindsValuesAsTheyStand_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("quoted") << u"name:\"jane doe\""_s << QByteArray("jane doe");
        QTest::newRow("quotes inside") << u"name:\"a \"\"b\"\" c\""_s << QByteArray("a \"b\" c");
        QTest::newRow("parentheses inside") << u"name:\"(a)\""_s << QByteArray("(a)");
        QTest::newRow("wildcard") << u"name:*@acme.com"_s << QByteArray("%@acme.com");
        QTest::newRow("LIKE's own") << u"name:100%_\\"_s << QByteArray("100\\%\\_\\\\");
        QTest::newRow("SQL") << u"name:\"' OR 1=1--\""_s << QByteArray("' OR 1=1--");
        QTest::newRow("a lower-case or") << u"name:or"_s << QByteArray("or");
        QTest::newRow("an upper-case OR in quotes") << u"name:\"OR\""_s << QByteArray("OR");
        QTest::newRow("a word that begins with OR") << u"name:ORDER"_s << QByteArray("ORDER");
        QTest::newRow("age") << u"at<30d"_s << QByteArray("2026-12-16 08:00:00+00");
    }
    void bindsValuesAsTheyStand()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, value);
        QByteArrayList values;
        const QByteArray sql = conditionOf(text, &values);
        QVERIFY2(!sql.startsWith("refused"), sql.constData());
        if (text == "at<30d"_L1)
            QVERIFY2(values[1].startsWith("2026-12-16"), values[1].constData());
        else
            QVERIFY2(values[1] == value || values[1].contains(value), values[1].constData());
        QVERIFY(!sql.contains(value));
    }

    void refusesWhatItDoesNotUnderstand_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        QTest::newRow("unknown field") << u"nam:a"_s << u"unknown_field"_s;
        QTest::newRow("unknown choice") << u"status:loked"_s << u"invalid"_s;
        QTest::newRow("no id") << u"owner:alice"_s << u"invalid"_s;
        QTest::newRow("no number") << u"count:+5"_s << u"invalid"_s;
        QTest::newRow("no time") << u"at<2026-02-31"_s << u"invalid"_s;
        QTest::newRow("comparison") << u"name<b"_s << u"not_supported"_s;
        QTest::newRow("open") << u"(name:a"_s << u"invalid"_s;
        QTest::newRow("closed") << u"name:a)"_s << u"invalid"_s;
        QTest::newRow("empty group") << u"()"_s << u"invalid"_s;
        QTest::newRow("OR at the beginning") << u"OR name:a"_s << u"invalid"_s;
        QTest::newRow("OR at the end") << u"name:a OR"_s << u"invalid"_s;
        QTest::newRow("OR twice") << u"name:a OR OR name:b"_s << u"invalid"_s;
        QTest::newRow("AND") << u"name:a AND name:b"_s << u"invalid"_s;
        QTest::newRow("NOT") << u"NOT name:a"_s << u"invalid"_s;
        QTest::newRow("hyphen alone") << u"-"_s << u"invalid"_s;
        QTest::newRow("quotation mark") << u"\"open"_s << u"invalid"_s;
        QTest::newRow("quotation mark inside") << u"name:a\"b\""_s << u"invalid"_s;
        QTest::newRow("text after quotes") << u"\"a\"b"_s << u"invalid"_s;
        QTest::newRow("parenthesis inside") << u"name:f(x)"_s << u"invalid"_s;
        QTest::newRow("empty value") << u"name:\"\""_s << u"invalid"_s;
        QTest::newRow("too deep") << QString(u"("_s.repeated(9) + u'a' + u")"_s.repeated(9)) << u"too_deep"_s;
        QTest::newRow("too many") << u"a "_s.repeated(33) << u"too_many"_s;
        QTest::newRow("too long") << QString(1001, u'a') << u"too_long"_s;
    }
    void refusesWhatItDoesNotUnderstand()
    {
        QFETCH(QString, text);
        const auto filter = admin::parseFilter(text, spec(), kNow);
        QVERIFY(!filter);
        QCOMPARE(filter.error().code, ErrorCode::ValidationFailed);
        QCOMPARE(filter.error().fields.first().path, u"/q"_s);
        QTEST(filter.error().fields.first().code, "code");
    }

    void suggestsFieldsAndValues()
    {
        const auto field = admin::parseFilter(u"enabeld:true"_s, spec(), kNow);
        QVERIFY(!field && field.error().description.contains("did you mean \"enabled\"?"_L1));
        const auto choice = admin::parseFilter(u"status:loked"_s, spec(), kNow);
        QVERIFY(!choice && choice.error().description.contains("did you mean locked?"_L1));
    }
};

AUTH_TEST(FilterTest);

}

#include "FilterTest.moc"
