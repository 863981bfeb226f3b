// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/PrivatePostgres.h"

#include "core/Log.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtCore/QStandardPaths>
#include <QtCore/QVersionNumber>

#include <libpq-fe.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <ctime>

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace auth {

using namespace Qt::StringLiterals;

namespace {

/// sun_path holds 108 bytes with its NUL, and the socket's name takes 14 of them.
constexpr qsizetype kSocketDirectoryLimit = 107 - 14;
constexpr int kReadyMilliseconds = 120'000; // Recovery after a crash may take this long.

std::unexpected<Error> problem(QString text)
{
    return failure(ErrorCode::Internal, std::move(text));
}

QString errnoText()
{
    return QString::fromLocal8Bit(std::strerror(errno));
}

void sleepMilliseconds(long milliseconds)
{
    const timespec time { milliseconds / 1000, (milliseconds % 1000) * 1'000'000 };
    nanosleep(&time, nullptr);
}

/// Value of a connection string: quoted, `'` and `\` escaped.
QByteArray quoted(QByteArray value)
{
    value.replace('\\', "\\\\").replace('\'', "\\'");
    return '\'' + value + '\'';
}

/// Runs between fork and exec, so it calls only what is safe there.
bool becomeUser(uid_t uid, gid_t gid)
{
    return setgroups(0, nullptr) == 0 && setgid(gid) == 0 && setuid(uid) == 0;
}

QString readFirstLine(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readLine()).trimmed() : QString();
}

Result<QString> makeTemporaryDirectory(const QString &prefix)
{
    QByteArray path = QFile::encodeName(prefix + u"-XXXXXX"_s);
    if (!mkdtemp(path.data()))
        return problem(u"Cannot make a directory like %1: %2."_s.arg(prefix, errnoText()));
    return QFile::decodeName(path);
}

using Session = std::unique_ptr<PGconn, decltype(&PQfinish)>;

Result<void> runSql(PGconn *session, const QByteArray &sql)
{
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(session, sql.constData()), &PQclear);
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        return problem(
            u"PostgreSQL refused to set itself up: "_s + QString::fromUtf8(PQerrorMessage(session)).trimmed());
    return {};
}

/// Directories of private servers whose process was killed before it could tidy up.
void removeOrphans(const QString &parent)
{
    static const QRegularExpression pattern(u"\\Aauth-pg-([0-9]+)-[A-Za-z0-9]+\\z"_s);
    const auto entries
        = QDir(parent).entryInfoList({ u"auth-pg-*"_s }, QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks);
    for (const QFileInfo &entry : entries) {
        const auto match = pattern.match(entry.fileName());
        if (!match.hasMatch() || (geteuid() != 0 && entry.ownerId() != geteuid()))
            continue;
        if (kill(match.captured(1).toInt(), 0) == 0 || errno != ESRCH)
            continue;
        // Another process name space may own it: a server that answers is alive.
        const QByteArray probe = "host=" + quoted(QFile::encodeName(entry.filePath() + u"/s"_s)) + " connect_timeout=2";
        const PGPing answer = PQping(probe.constData());
        if (answer != PQPING_OK && answer != PQPING_REJECT)
            QDir(entry.filePath()).removeRecursively();
    }
}

}

Result<std::unique_ptr<PrivatePostgres>> PrivatePostgres::start(PrivatePostgresOptions options)
{
    std::unique_ptr<PrivatePostgres> server(new PrivatePostgres);
    server->m_options = std::move(options);
    TRY(server->findBinaries());
    TRY(server->chooseUser());
    TRY(server->prepareDirectories());
    TRY(server->initialise());
    TRY(server->writeAuthentication());
    TRY(server->launch());
    TRY(server->createRoles());
    return server;
}

PrivatePostgres::~PrivatePostgres()
{
    stop();
}

Result<void> PrivatePostgres::findBinaries()
{
    const auto complete = [](const QString &directory) {
        return QFileInfo(directory + u"/initdb"_s).isExecutable()
            && QFileInfo(directory + u"/postgres"_s).isExecutable();
    };
    const QString dataVersion = readFirstLine(m_options.dataDirectory + u"/PG_VERSION"_s);
    QString &directory = m_options.binaryDirectory;
    if (!directory.isEmpty()) {
        if (!complete(directory))
            return problem(u"There is no initdb and postgres in %1."_s.arg(directory));
    } else {
        // Debian keeps each major version apart, out of PATH. One that made the data is the right one.
        QStringList versions = QDir(u"/usr/lib/postgresql"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        std::sort(versions.begin(), versions.end(), [&](const QString &left, const QString &right) {
            if ((left == dataVersion) != (right == dataVersion))
                return left == dataVersion;
            return left.toInt() > right.toInt();
        });
        for (const QString &version : std::as_const(versions)) {
            const QString candidate = u"/usr/lib/postgresql/%1/bin"_s.arg(version);
            if (directory.isEmpty() && complete(candidate))
                directory = candidate;
        }
        if (directory.isEmpty()) {
            const QString inPath = QFileInfo(QStandardPaths::findExecutable(u"initdb"_s)).canonicalPath();
            if (!inPath.isEmpty() && complete(inPath))
                directory = inPath;
        }
        if (directory.isEmpty())
            return problem(
                u"PostgreSQL is not installed. Run `apt install postgresql`, or name a server with AUTH_DATABASE_URL."_s);
    }
    QProcess process;
    process.start(directory + u"/postgres"_s, { u"--version"_s });
    process.waitForFinished();
    static const QRegularExpression number(u"[0-9]+(\\.[0-9]+)?"_s);
    m_version = number.match(QString::fromUtf8(process.readAllStandardOutput())).captured();
    const QString major = m_version.section(u'.', 0, 0);
    if (!dataVersion.isEmpty() && dataVersion != major) {
        return problem(
            u"The data in %1 was made by PostgreSQL %2, but %3 holds PostgreSQL %4. Install postgresql-%2 to use it, "
            "or move it to the new version with pg_dump and pg_restore. Nothing was changed."_s.arg(
                m_options.dataDirectory, dataVersion, directory, major));
    }
    return {};
}

Result<void> PrivatePostgres::chooseUser()
{
    if (geteuid() != 0) {
        const passwd *const entry = getpwuid(geteuid());
        if (!entry)
            return problem(u"User %1 has no entry in /etc/passwd; PostgreSQL needs one."_s.arg(geteuid()));
        m_uid = geteuid();
        m_gid = getegid();
        m_userName = QString::fromLocal8Bit(entry->pw_name);
        return {};
    }
    // PostgreSQL refuses to run as root.
    for (const QByteArray &name : { qgetenv("AUTH_DEV_PG_USER"), "auth-server"_ba, "postgres"_ba, "nobody"_ba }) {
        const passwd *const entry = name.isEmpty() ? nullptr : getpwnam(name.constData());
        if (!entry || entry->pw_uid == 0)
            continue;
        m_dropPrivileges = true;
        m_uid = entry->pw_uid;
        m_gid = entry->pw_gid;
        m_userName = QString::fromLocal8Bit(name);
        return {};
    }
    return problem(
        u"PostgreSQL does not run as root, and there is no user auth-server, postgres or nobody to run it as."_s);
}

Result<void> PrivatePostgres::prepareDirectories()
{
    const auto give = [this](const QString &directory) -> Result<void> {
        const QByteArray path = QFile::encodeName(directory);
        if ((m_dropPrivileges && chown(path.constData(), m_uid, m_gid) != 0) || chmod(path.constData(), 0700) != 0)
            return problem(u"Cannot hand %1 to user %2: %3."_s.arg(directory, m_userName, errnoText()));
        return {};
    };
    if (m_options.dataDirectory.isEmpty()) {
        removeOrphans(u"/tmp"_s);
        m_temporaryDirectory = TRY(makeTemporaryDirectory(u"/tmp/auth-pg-%1"_s.arg(getpid())));
        TRY(give(m_temporaryDirectory));
        m_options.dataDirectory = m_temporaryDirectory + u"/data"_s;
        m_socketDirectory = m_temporaryDirectory + u"/s"_s;
        QDir().mkdir(m_socketDirectory);
    } else {
        const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
        const bool ours = !runtime.isEmpty() && !m_dropPrivileges && QFileInfo(runtime).isWritable()
            && QFile::encodeName(runtime).size() + 17 <= kSocketDirectoryLimit;
        m_socketDirectory
            = TRY(makeTemporaryDirectory(ours ? runtime + u"/auth-dev"_s : u"/tmp/auth-dev-%1"_s.arg(m_uid)));
    }
    TRY(give(m_socketDirectory));
    m_options.dataDirectory = QDir(m_options.dataDirectory).absolutePath();
    const QString data = m_options.dataDirectory;
    const bool existed = QFileInfo::exists(data);
    if (!existed && !QDir().mkpath(data))
        return problem(u"Cannot make the data directory %1."_s.arg(data));
    if (m_dropPrivileges) {
        // The other user cannot pass a directory like /root.
        const QByteArray path = QFile::encodeName(QFileInfo(data).path());
        const pid_t child = fork();
        if (child == 0)
            _exit(becomeUser(m_uid, m_gid) && access(path.constData(), X_OK) == 0 ? 0 : 1);
        int status = -1;
        if (child < 0 || waitpid(child, &status, 0) != child || status != 0) {
            if (!existed)
                QDir().rmdir(data);
            return problem(
                u"PostgreSQL runs as user %1, who cannot reach %2. Choose another directory with --data, such as "
                "/var/lib/auth-server/dev, or allow it: chmod o+x on %2 and what is above it."_s.arg(
                    m_userName, QFileInfo(data).path()));
        }
    }
    QFile pidFile(data + u"/postmaster.pid"_s);
    if (pidFile.open(QIODevice::ReadOnly)) {
        // PostgreSQL clears a stale file itself. Line 1 is the process, line 5 the socket's directory.
        const QList<QByteArray> lines = pidFile.readAll().split('\n');
        const QByteArray probe
            = lines.size() > 4 ? "host=" + quoted(lines[4].trimmed()) + " connect_timeout=2" : QByteArray();
        const PGPing answer = probe.isEmpty() ? PQPING_NO_RESPONSE : PQping(probe.constData());
        if (answer == PQPING_OK || answer == PQPING_REJECT)
            return problem(
                u"Another server runs on %1 (process %2). Stop it first, or use another directory with --data."_s.arg(
                    data, QString::fromLatin1(lines[0])));
    }
    if (!existed || QDir(data).isEmpty())
        TRY(give(data));
    return {};
}

Result<void> PrivatePostgres::runTool(const QString &program, const QStringList &arguments) const
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(u"/"_s); // Ours may be closed to the other user.
    if (m_dropPrivileges) {
        process.setChildProcessModifier([uid = m_uid, gid = m_gid] {
            if (!becomeUser(uid, gid))
                _exit(126);
        });
    }
    process.start(m_options.binaryDirectory + u'/' + program, arguments);
    if (!process.waitForFinished(120'000) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return problem(u"%1 failed: %2"_s.arg(program, QString::fromUtf8(process.readAll()).trimmed()));
    return {};
}

Result<void> PrivatePostgres::initialise()
{
    if (QFileInfo::exists(m_options.dataDirectory + u"/PG_VERSION"_s))
        return {};
    const QStringList arguments { u"-D"_s, m_options.dataDirectory, u"-U"_s, u"auth_owner"_s, u"-A"_s, u"peer"_s,
        u"-E"_s, u"UTF8"_s, u"--locale=C.UTF-8"_s, u"--no-instructions"_s, u"--no-sync"_s };
    // Without --no-sync it takes five times as long. What it wrote is on the disk by itself half a minute later, and
    // what is committed afterwards at once.
    return runTool(u"initdb"_s, arguments);
}

/// Who may connect: we and the server's own user, as any of the three roles, over the socket only.
Result<void> PrivatePostgres::writeAuthentication()
{
    QByteArray map;
    const passwd *const ourselves = getpwuid(geteuid());
    QByteArrayList users { m_userName.toLocal8Bit() };
    if (ourselves && !users.contains(ourselves->pw_name))
        users << ourselves->pw_name;
    for (const QByteArray &user : std::as_const(users)) {
        for (const char *const role : { "auth_owner", "auth_server", "auth_housekeeper" })
            map += "auth-server \"" + user + "\" " + role + '\n';
    }
    const auto write = [this](const QString &name, const QByteArray &content) -> Result<void> {
        // The file keeps the owner that initdb gave it.
        QFile file(m_options.dataDirectory + u'/' + name);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(content) != content.size())
            return problem(u"Cannot write %1: %2."_s.arg(file.fileName(), file.errorString()));
        return {};
    };
    TRY(write(u"pg_hba.conf"_s, "local all all peer map=auth-server\n"));
    TRY(write(u"pg_ident.conf"_s, map));
    return {};
}

Result<void> PrivatePostgres::launch()
{
    QByteArrayList arguments { QFile::encodeName(m_options.binaryDirectory + u"/postgres"_s), "-D",
        QFile::encodeName(m_options.dataDirectory) };
    const auto set = [&arguments](QByteArray setting) { arguments << "-c" << std::move(setting); };
    set("listen_addresses=");
    set("unix_socket_directories=" + QFile::encodeName(m_socketDirectory));
    set("unix_socket_permissions=0700");
    set("max_connections=200");
    set("jit=off"); // Our queries are short; compiling them costs more than it gives.
    set("log_line_prefix=%m [%p] ");
    set("logging_collector=off");
    set("cluster_name=auth-server");
    if (m_options.ephemeral) {
        set("fsync=off");
        set("synchronous_commit=off");
        set("full_page_writes=off");
        set("max_wal_size=256MB");
        set("shared_buffers=64MB");
    }
    std::vector<char *> argv;
    for (QByteArray &argument : arguments)
        argv.push_back(argument.data());
    argv.push_back(nullptr);
    const QByteArray logPath = QFile::encodeName(m_options.dataDirectory + u"/server.log"_s);
    const int logFile = open(logPath.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    const pid_t parent = getpid();
    m_pid = fork();
    if (m_pid == 0) {
        // Out of the terminal's reach: Ctrl-C goes to us, and we stop it in order.
        setsid();
        if (m_dropPrivileges && !becomeUser(m_uid, m_gid))
            _exit(126);
        // After setuid(), which clears it (prctl(2)). SIGINT is a fast, clean shutdown.
        prctl(PR_SET_PDEATHSIG, SIGINT);
        if (getppid() != parent || chdir("/") != 0)
            _exit(126);
        dup2(nothing, STDIN_FILENO);
        dup2(logFile, STDOUT_FILENO);
        dup2(logFile, STDERR_FILENO);
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, nullptr);
        execv(argv[0], argv.data());
        _exit(127);
    }
    close(logFile);
    close(nothing);
    if (m_pid < 0)
        return problem(u"Cannot start a process: %1."_s.arg(errnoText()));
    return waitUntilReady();
}

QString PrivatePostgres::lastLogLines() const
{
    QFile file(m_options.dataDirectory + u"/server.log"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QStringList lines = QString::fromUtf8(file.readAll()).trimmed().split(u'\n');
    return lines.mid(std::max<qsizetype>(0, lines.size() - 8)).join(u'\n');
}

Result<void> PrivatePostgres::waitUntilReady()
{
    const QByteArray probe = connectionString("auth_owner", "postgres") + " connect_timeout=2";
    for (int waited = 0; waited < kReadyMilliseconds; waited += 10) {
        if (PQping(probe.constData()) == PQPING_OK)
            return {};
        int status = 0;
        if (waitpid(m_pid, &status, WNOHANG) == m_pid) {
            m_pid = -1;
            return problem(u"PostgreSQL did not start. It said:\n%1"_s.arg(lastLogLines()));
        }
        sleepMilliseconds(10);
    }
    return problem(
        u"PostgreSQL is not ready after %1 seconds. It said:\n%2"_s.arg(kReadyMilliseconds / 1000).arg(lastLogLines()));
}

Result<void> PrivatePostgres::createRoles()
{
    const Session session(PQconnectdb(connectionString("auth_owner", "postgres").constData()), &PQfinish);
    if (PQstatus(session.get()) != CONNECTION_OK)
        return problem(u"Cannot connect to the private PostgreSQL: "_s
            + QString::fromUtf8(PQerrorMessage(session.get())).trimmed());
    TRY(runSql(session.get(), "SET client_min_messages = warning"));
    TRY(runSql(session.get(), R"(DO $$
BEGIN
    IF to_regrole('auth_server') IS NULL THEN
        CREATE ROLE auth_server NOSUPERUSER NOCREATEDB NOCREATEROLE LOGIN;
    END IF;
    IF to_regrole('auth_housekeeper') IS NULL THEN
        CREATE ROLE auth_housekeeper NOSUPERUSER NOCREATEDB NOCREATEROLE LOGIN;
    END IF;
    GRANT auth_server, auth_housekeeper TO auth_owner;
END $$)"));
    const std::unique_ptr<PGresult, decltype(&PQclear)> found(
        PQexec(session.get(), "SELECT 1 FROM pg_database WHERE datname = 'auth'"), &PQclear);
    if (PQntuples(found.get()) == 0)
        TRY(runSql(session.get(), "CREATE DATABASE auth OWNER auth_owner"));
    return {};
}

QByteArray PrivatePostgres::connectionString(const QByteArray &role, const QByteArray &database) const
{
    return "host=" + quoted(QFile::encodeName(m_socketDirectory)) + " dbname=" + quoted(database)
        + " user=" + quoted(role);
}

Result<void> PrivatePostgres::restart()
{
    stopProcess();
    return launch();
}

void PrivatePostgres::stopProcess()
{
    if (m_pid <= 0)
        return;
    for (const auto [signal, milliseconds] :
        { std::pair(SIGINT, 10'000), std::pair(SIGQUIT, 5'000), std::pair(SIGKILL, 5'000) }) {
        kill(m_pid, signal);
        for (int waited = 0; waited < milliseconds; waited += 5) {
            int status = 0;
            const pid_t ended = waitpid(m_pid, &status, WNOHANG);
            if (ended == m_pid || (ended < 0 && errno == ECHILD)) {
                m_pid = -1;
                return;
            }
            sleepMilliseconds(5);
        }
    }
    logError("postgres.not_stopped", { { "pid", static_cast<qint64>(m_pid) } });
}

void PrivatePostgres::stop()
{
    stopProcess();
    if (!m_temporaryDirectory.isEmpty())
        QDir(std::exchange(m_temporaryDirectory, {})).removeRecursively();
    else if (!m_socketDirectory.isEmpty())
        QDir(m_socketDirectory).removeRecursively();
    m_socketDirectory.clear();
}

}
