<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ApiKeysPage</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DevicesPage</name>
    <message numerus="yes">
        <source>Forget %n device(s)? Their sessions end with their tokens, and the next sign-in with one is one from an unknown device.</source>
        <translation>
            <numerusform>Forget %n device? Its sessions end with their tokens, and the next sign-in with it is one from an unknown device.</numerusform>
            <numerusform>Forget %n devices? Their sessions end with their tokens, and the next sign-in with one is one from an unknown device.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OrganizationPage</name>
    <message numerus="yes">
        <source>%n person(s) added.</source>
        <translation>
            <numerusform>%n person added.</numerusform>
            <numerusform>%n people added.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RealmPage</name>
    <message numerus="yes">
        <source>What happened in this realm is kept for %n day(s). Older rows are dropped; what is left of the log stays verifiable.</source>
        <translation>
            <numerusform>What happened in this realm is kept for %n day. Older rows are dropped; what is left of the log stays verifiable.</numerusform>
            <numerusform>What happened in this realm is kept for %n days. Older rows are dropped; what is left of the log stays verifiable.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SessionsPage</name>
    <message numerus="yes">
        <source>End %n session(s)? The tokens that applications got with them end, too.</source>
        <translation>
            <numerusform>End %n session? The tokens that applications got with them end, too.</numerusform>
            <numerusform>End %n sessions? The tokens that applications got with them end, too.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UserPage</name>
    <message numerus="yes">
        <source>Erased from %n row(s).</source>
        <translation>
            <numerusform>Erased from %n row.</numerusform>
            <numerusform>Erased from %n rows.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UsersPage</name>
    <message numerus="yes">
        <source>%n user(s)</source>
        <translation>
            <numerusform>%n user</numerusform>
            <numerusform>%n users</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auth::console::AuditPage</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The log is intact: %n row(s), each where its signed checkpoints say.</source>
        <translation>
            <numerusform>The log is intact: %n row, where its signed checkpoints say.</numerusform>
            <numerusform>The log is intact: %n rows, each where its signed checkpoints say.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auth::console::BulkDialog</name>
    <message numerus="yes">
        <source>%n object(s) match; each is changed for itself, and the job says what became of it.</source>
        <translation>
            <numerusform>%n object matches; it is changed for itself, and the job says what became of it.</numerusform>
            <numerusform>%n objects match; each is changed for itself, and the job says what became of it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auth::console::ChangesBar</name>
    <message numerus="yes">
        <source>%n unsaved change(s)</source>
        <translation>
            <numerusform>%n unsaved change</numerusform>
            <numerusform>%n unsaved changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s)</source>
        <translation>
            <numerusform>%n conflict</numerusform>
            <numerusform>%n conflicts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auth::console::DashboardPage</name>
    <message numerus="yes">
        <source>%n row(s) in the audit log</source>
        <translation>
            <numerusform>%n row in the audit log</numerusform>
            <numerusform>%n rows in the audit log</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>up for %n hour(s)</source>
        <translation>
            <numerusform>up for %n hour</numerusform>
            <numerusform>up for %n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>up for %n day(s)</source>
        <translation>
            <numerusform>up for %n day</numerusform>
            <numerusform>up for %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n migration(s) pending</source>
        <translation>
            <numerusform>%n migration pending</numerusform>
            <numerusform>%n migrations pending</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s)</source>
        <translation>
            <numerusform>%n connection</numerusform>
            <numerusform>%n connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auth::console::FactorsTab</name>
    <message numerus="yes">
        <source>%n backup code(s) are left.</source>
        <translation>
            <numerusform>%n backup code is left.</numerusform>
            <numerusform>%n backup codes are left.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auth::console::KeysPage</name>
    <message numerus="yes">
        <source>%n session(s) of people stay open.</source>
        <translation>
            <numerusform>%n session of people stays open.</numerusform>
            <numerusform>%n sessions of people stay open.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refresh token(s) stay, and get new access tokens.</source>
        <translation>
            <numerusform>%n refresh token stays, and gets new access tokens.</numerusform>
            <numerusform>%n refresh tokens stay, and get new access tokens.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auth::console::ListPage</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auth::console::MainWindow</name>
    <message numerus="yes">
        <source>Tried without an answer: %n time(s)</source>
        <translation>
            <numerusform>Tried without an answer: once</numerusform>
            <numerusform>Tried without an answer: %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auth::console::PermissionMatrix</name>
    <message numerus="yes">
        <source>%n role(s) change.</source>
        <translation>
            <numerusform>%n role changes.</numerusform>
            <numerusform>%n roles change.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n permission(s) granted.</source>
        <translation>
            <numerusform>%n permission granted.</numerusform>
            <numerusform>%n permissions granted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n permission(s) taken away.</source>
        <translation>
            <numerusform>%n permission taken away.</numerusform>
            <numerusform>%n permissions taken away.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What %n role(s) give changes, inheritance included.</source>
        <translation>
            <numerusform>What %n role gives changes, inheritance included.</numerusform>
            <numerusform>What %n roles give changes, inheritance included.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auth::console::PermissionMatrixModel</name>
    <message numerus="yes">
        <source>%n permissions</source>
        <translation>
            <numerusform>%n permission</numerusform>
            <numerusform>%n permissions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auth::console::PermissionsPage</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n permission(s)</source>
        <translation>
            <numerusform>%n permission</numerusform>
            <numerusform>%n permissions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n role(s)</source>
        <translation>
            <numerusform>%n role</numerusform>
            <numerusform>%n roles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n people and applications</source>
        <translation>
            <numerusform>%1, %n person or application</numerusform>
            <numerusform>%1, %n people and applications</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n role(s) were saved.</source>
        <translation>
            <numerusform>%n role was saved.</numerusform>
            <numerusform>%n roles were saved.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n role(s) were saved before.</source>
        <translation>
            <numerusform>%n role was saved before.</numerusform>
            <numerusform>%n roles were saved before.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auth::console::RolesPage</name>
    <message numerus="yes">
        <source>%n role(s)</source>
        <translation>
            <numerusform>%n role</numerusform>
            <numerusform>%n roles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auth::console::TokensPage</name>
    <message numerus="yes">
        <source>%n family(s) of refresh tokens ended.</source>
        <translation>
            <numerusform>%n family of refresh tokens ended.</numerusform>
            <numerusform>%n families of refresh tokens ended.</numerusform>
        </translation>
    </message>
</context>
</TS>
