// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "api/Operations.h"
#include "models/Activity.h"

#include <QtCore/QJsonArray>

namespace auth::console {

using namespace Qt::StringLiterals;
using namespace api::operation;

class ActivityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhatTheCommandLineWouldDo()
    {
        api::Call list(kListUsers, { { "realm", u"main"_s } }, {});
        list.list.query = u"status:locked \"jane doe\""_s;
        list.list.limit = 200;
        QCOMPARE(asAuthctl(list), u"authctl user list --realm main -q 'status:locked \"jane doe\"' --limit 200"_s);

        api::CallOptions options;
        options.ifVersion = 7;
        options.reason = u"it's time"_s;
        api::Call update(kUpdateUser, { { "realm", u"main"_s }, { "user", u"ann"_s } }, options);
        update.body = QJsonObject { { u"email"_s, QJsonValue::Null }, { u"enabled"_s, false },
            { u"address"_s, QJsonObject { { u"country"_s, u"DE"_s } } } };
        QCOMPARE(asAuthctl(update),
            u"authctl user update ann --realm main --set address.country=DE --unset email --set-json enabled=false "
            "--if-version 7 --reason 'it'\\''s time'"_s);

        const api::Call realm(kGetRealm, { { "realm", u"main"_s } }, {});
        QCOMPARE(asAuthctl(realm), u"authctl realm get main"_s);
    }

    void neverShowsASecret()
    {
        api::Call create(kCreateUser, { { "realm", u"main"_s } }, {});
        create.body = QJsonObject { { u"username"_s, u"ann"_s }, { u"password"_s, u"correct horse"_s } };
        api::Call password(kSetUserPassword, { { "realm", u"main"_s }, { "user", u"ann"_s } }, {});
        password.body = QJsonObject { { u"password"_s, u"correct horse"_s } };
        for (const api::Call &call : { create, password }) {
            QVERIFY2(!asAuthctl(call).contains(u"correct"_s), qPrintable(asAuthctl(call)));
            QVERIFY2(!asHttp(call).contains(u"correct"_s), qPrintable(asHttp(call)));
        }
    }

    void keepsTheNewestOnTopAndKnowsWhatCameOfEach()
    {
        Activity activity;
        const api::Call call(kGetServer, {}, {});
        const int first = activity.started(call);
        const int second = activity.started(call);
        api::Answer answer;
        answer.status = 503;
        activity.finished(first, answer);
        QCOMPARE(activity.index(1, Activity::Status).data().toString(), u"503"_s);
        QCOMPARE(activity.index(0, Activity::Status).data().toString(), u"…"_s);
        answer.status = 200;
        activity.finished(second, answer);
        QCOMPARE(activity.index(0, Activity::Status).data().toString(), u"200"_s);
        for (int i = 0; i < 1000; ++i)
            activity.finished(activity.started(call), answer);
        QCOMPARE(activity.rowCount(), 500);
    }
};
AUTH_TEST(ActivityTest);

}

#include "ActivityTest.moc"
