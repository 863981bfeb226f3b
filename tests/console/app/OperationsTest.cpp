// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "api/Operations.h"

#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QFile>
#include <QtCore/QMap>
#include <QtCore/QRegularExpression>
#include <QtCore/QSet>

namespace auth::console {

using namespace Qt::StringLiterals;

/// Requirement P3: the console has every resource of the admin API, so each operation is used in it or stands here with
/// the reason why it is not.
class OperationsTest : public QObject {
    Q_OBJECT

    static QMap<QString, QString> exceptions()
    {
        const QString listed = u"its list shows the same row, found by its id"_s;
        return {
            { u"getDevice"_s, listed },
            { u"getPasskey"_s, listed },
            { u"getSession"_s, listed },
            { u"getAuditEvent"_s, listed },
            { u"getSigningKey"_s, u"the page of keys reads them all, they are few"_s },
            { u"getDeclaredConfiguration"_s, u"what authctl apply compares a set of files with"_s },
        };
    }
    /// Words that are a call of the generated client, `kGetUser` or `.getUser(`.
    static QSet<QString> used()
    {
        static const QRegularExpression call(u"\\bk([A-Z]\\w+)\\b|\\.([a-z]\\w+)\\("_s);
        QSet<QString> names;
        for (QDirIterator found(QDir::current().filePath(u"admin-gui"_s), { u"*.cpp"_s, u"*.h"_s }, QDir::Files,
                 QDirIterator::Subdirectories);
             found.hasNext();) {
            QFile file(found.next());
            if (!file.open(QIODevice::ReadOnly))
                qFatal("%s cannot be read", qPrintable(file.fileName()));
            const QString text = QString::fromUtf8(file.readAll());
            for (auto match = call.globalMatch(text); match.hasNext();) {
                const auto one = match.next();
                QString name = one.captured(1).isEmpty() ? one.captured(2) : one.captured(1);
                name[0] = name[0].toLower();
                names.insert(name);
            }
        }
        return names;
    }

private Q_SLOTS:
    void everyOperationIsUsedOrHasAReason()
    {
        const QSet<QString> names = used();
        QVERIFY2(names.contains(u"getUser"_s), "the console's sources are not here");
        QStringList missing;
        for (const api::Operation &operation : api::operations()) {
            const QString name = QString::fromLatin1(operation.name);
            if (!names.contains(name) && !exceptions().contains(name))
                missing.append(name);
        }
        QCOMPARE(missing.join(u", "_s), QString());
    }

    void everyExceptionIsAnOperation()
    {
        QSet<QString> names;
        for (const api::Operation &operation : api::operations())
            names.insert(QString::fromLatin1(operation.name));
        const auto list = exceptions();
        for (auto exception = list.begin(); exception != list.end(); ++exception)
            QVERIFY2(names.contains(exception.key()) && !exception->isEmpty(), qPrintable(exception.key()));
    }
};
AUTH_TEST(OperationsTest);

}

#include "OperationsTest.moc"
