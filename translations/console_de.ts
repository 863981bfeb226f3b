<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AdministratorsPage</name>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Change the roles…</source>
        <translation>Rollen &amp;ändern…</translation>
    </message>
    <message>
        <source>Administrators</source>
        <translation>Administratoren</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>Anwendung</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>Rechte</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Nobody of this realm has rights here. Administrators of the server are in the realm system.</source>
        <translation>Niemand in diesem Realm hat hier Rechte. Administratoren des Servers sind im Realm system.</translation>
    </message>
</context>
<context>
    <name>AnswerText</name>
    <message>
        <source>The server was not reached: %1</source>
        <translation>Der Server wurde nicht erreicht: %1</translation>
    </message>
    <message>
        <source>The server answered %1.</source>
        <translation>Der Server antwortete %1.</translation>
    </message>
</context>
<context>
    <name>ApiKeyPage</name>
    <message>
        <source>&amp;Settings</source>
        <translation>&amp;Einstellungen</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>Anwendung</translation>
    </message>
    <message>
        <source>Begins with</source>
        <translation>Beginnt mit</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Letters, digits, full stops, hyphens and underscores.</source>
        <translation>Buchstaben, Ziffern, Punkte, Binde- und Unterstriche.</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Scope</translation>
    </message>
    <message>
        <source>Separated by spaces; within what the application may ask for.</source>
        <translation>Durch Leerzeichen getrennt; von dem, was die Anwendung verlangen darf.</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Names a rate limit of the resource server. May be empty.</source>
        <translation>Benennt eine Ratengrenze des Resource-Servers. Darf leer sein.</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>A time like 2027-12-31T00:00:00Z, from which it is refused. Empty: it does not expire.</source>
        <translation>Eine Zeit wie 2027-12-31T00:00:00Z, ab der er abgelehnt wird. Leer: er läuft nicht ab.</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Gemacht</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>does not expire</source>
        <translation>läuft nicht ab</translation>
    </message>
    <message>
        <source>expired %1</source>
        <translation>abgelaufen %1</translation>
    </message>
    <message>
        <source>expires %1</source>
        <translation>läuft ab %1</translation>
    </message>
    <message>
        <source>A time with its zone is needed here: 2027-12-31T00:00:00Z.</source>
        <translation>Hier wird eine Zeit mit Zeitzone gebraucht: 2027-12-31T00:00:00Z.</translation>
    </message>
</context>
<context>
    <name>ApiKeysPage</name>
    <message>
        <source>&amp;New API key…</source>
        <translation>&amp;Neuer API-Schlüssel …</translation>
    </message>
    <message>
        <source>One at a time</source>
        <translation>Eine nach der anderen</translation>
    </message>
    <message>
        <source>&amp;Replace…</source>
        <translation>&amp;Ersetzen …</translation>
    </message>
    <message>
        <source>Re&amp;voke…</source>
        <translation>&amp;Widerrufen …</translation>
    </message>
    <message>
        <source>API keys</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>Anwendung</translation>
    </message>
    <message>
        <source>Begins with</source>
        <translation>Beginnt mit</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Scope</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Gemacht</translation>
    </message>
    <message>
        <source>Refused from</source>
        <translation>Abgelehnt ab</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>No API keys yet. Make the first one with Ctrl+N.</source>
        <translation>Noch keine API-Schlüssel. Den ersten mit Strg+N anlegen.</translation>
    </message>
    <message>
        <source>API key %1</source>
        <translation>API-Schlüssel %1</translation>
    </message>
    <message>
        <source>This is the only time that it is shown. Give it to %1 now.</source>
        <translation>Er wird nur dieses eine Mal gezeigt. Geben Sie ihn jetzt %1.</translation>
    </message>
    <message>
        <source>New API key</source>
        <translation>Neuer API-Schlüssel</translation>
    </message>
    <message>
        <source>&amp;Make</source>
        <translation>&amp;Anlegen</translation>
    </message>
    <message>
        <source>&amp;Application</source>
        <translation>&amp;Anwendung</translation>
    </message>
    <message>
        <source>Client id of the application that presents it.</source>
        <translation>Client-Id der Anwendung, die ihn vorlegt.</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Letters, digits, full stops, hyphens and underscores.</source>
        <translation>Buchstaben, Ziffern, Punkte, Binde- und Unterstriche.</translation>
    </message>
    <message>
        <source>&amp;Scope</source>
        <translation>&amp;Scope</translation>
    </message>
    <message>
        <source>Separated by spaces; within what the application may ask for.</source>
        <translation>Durch Leerzeichen getrennt; von dem, was die Anwendung verlangen darf.</translation>
    </message>
    <message>
        <source>&amp;Tier</source>
        <translation>&amp;Stufe</translation>
    </message>
    <message>
        <source>Names a rate limit of the resource server. May be empty.</source>
        <translation>Benennt eine Ratengrenze des Resource-Servers. Darf leer sein.</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>for ever</source>
        <translation>für immer</translation>
    </message>
    <message>
        <source>&amp;Lasts</source>
        <translation>&amp;Gilt</translation>
    </message>
    <message>
        <source>Afterwards it is refused. The key&apos;s page changes it.</source>
        <translation>Danach wird er abgelehnt. Die Seite des Schlüssels ändert es.</translation>
    </message>
    <message>
        <source>An application is needed</source>
        <translation>Eine Anwendung wird gebraucht</translation>
    </message>
    <message>
        <source>A name is needed</source>
        <translation>Ein Name wird gebraucht</translation>
    </message>
    <message>
        <source>Replace %1</source>
        <translation>%1 ersetzen</translation>
    </message>
    <message>
        <source>Another key is made in its place; the old one is refused at once.</source>
        <translation>An seine Stelle tritt ein neuer Schlüssel; der alte wird sofort abgelehnt.</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>&amp;Ersetzen</translation>
    </message>
    <message>
        <source>Revoke %1</source>
        <translation>%1 widerrufen</translation>
    </message>
    <message>
        <source>Resource servers refuse it at once, and it cannot be taken back.</source>
        <translation>Resource-Server lehnen ihn sofort ab, und es lässt sich nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>&amp;Revoke</source>
        <translation>&amp;Widerrufen</translation>
    </message>
</context>
<context>
    <name>ApplicationPage</name>
    <message>
        <source>&amp;Credentials</source>
        <translation>&amp;Zugangsdaten</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>A role that this application is to have</source>
        <translation>Eine Rolle, die diese Anwendung bekommen soll</translation>
    </message>
    <message>
        <source>&amp;Roles</source>
        <translation>&amp;Rollen</translation>
    </message>
    <message>
        <source>&amp;Token preview</source>
        <translation>&amp;Token-Vorschau</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>&amp;Einstellungen</translation>
    </message>
    <message>
        <source>Client id</source>
        <translation>Client-Id</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What people are shown.</source>
        <translation>Was Personen angezeigt wird.</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Web</source>
        <translation>Web</translation>
    </message>
    <message>
        <source>Single page</source>
        <translation>Single-Page</translation>
    </message>
    <message>
        <source>Native</source>
        <translation>Nativ</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Maschine</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>Eingeschaltet</translation>
    </message>
    <message>
        <source>Without it nobody signs in to it, and it gets no tokens.</source>
        <translation>Sonst meldet sich niemand bei ihr an, und sie bekommt keine Token.</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>Ask people to agree</source>
        <translation>Um Zustimmung bitten</translation>
    </message>
    <message>
        <source>Before the application is told anything about them.</source>
        <translation>Bevor die Anwendung etwas über die Person erfährt.</translation>
    </message>
    <message>
        <source>Require PKCE</source>
        <translation>PKCE verlangen</translation>
    </message>
    <message>
        <source>RFC 7636; public clients always need it.</source>
        <translation>RFC 7636; öffentliche Clients brauchen es immer.</translation>
    </message>
    <message>
        <source>Show a page before errors are sent back</source>
        <translation>Vor dem Zurücksenden von Fehlern eine Seite zeigen</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>as the realm</source>
        <translation>wie der Realm</translation>
    </message>
    <message>
        <source>Access token lasts</source>
        <translation>Zugriffstoken gilt</translation>
    </message>
    <message>
        <source>Refresh token lasts</source>
        <translation>Refresh-Token gilt</translation>
    </message>
    <message>
        <source>Signed with</source>
        <translation>Signiert mit</translation>
    </message>
    <message>
        <source>About it</source>
        <translation>Über sie</translation>
    </message>
    <message>
        <source>Shown to people on the pages of the sign-in.</source>
        <translation>Wird auf den Seiten der Anmeldung gezeigt.</translation>
    </message>
    <message>
        <source>Website</source>
        <translation>Website</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>Logo</translation>
    </message>
    <message>
        <source>Privacy policy</source>
        <translation>Datenschutzerklärung</translation>
    </message>
    <message>
        <source>Terms of service</source>
        <translation>Nutzungsbedingungen</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Kontakte</translation>
    </message>
    <message>
        <source>E-mail addresses, one on each line.</source>
        <translation>E-Mail-Adressen, eine je Zeile.</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>&amp;URIs</source>
        <translation>&amp;URIs</translation>
    </message>
    <message>
        <source>Redirect URIs</source>
        <translation>Redirect-URIs</translation>
    </message>
    <message>
        <source>Where people come back to after they signed in; one on each line, compared letter by letter.</source>
        <translation>Wohin Personen nach der Anmeldung zurückkehren; eine je Zeile, Zeichen für Zeichen verglichen.</translation>
    </message>
    <message>
        <source>After signing out</source>
        <translation>Nach dem Abmelden</translation>
    </message>
    <message>
        <source>Where people come back to after they signed out.</source>
        <translation>Wohin Personen nach dem Abmelden zurückkehren.</translation>
    </message>
    <message>
        <source>Origins</source>
        <translation>Origins</translation>
    </message>
    <message>
        <source>Sites whose pages may call the token endpoint from the browser (CORS).</source>
        <translation>Websites, deren Seiten den Token-Endpunkt aus dem Browser aufrufen dürfen (CORS).</translation>
    </message>
    <message>
        <source>Signing out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>How the application learns that somebody signed out elsewhere.</source>
        <translation>Wie die Anwendung erfährt, dass sich jemand anderswo abgemeldet hat.</translation>
    </message>
    <message>
        <source>Back channel</source>
        <translation>Back-Channel</translation>
    </message>
    <message>
        <source>Name the session there</source>
        <translation>Dort die Sitzung nennen</translation>
    </message>
    <message>
        <source>Front channel</source>
        <translation>Front-Channel</translation>
    </message>
    <message>
        <source>Starts a sign-in</source>
        <translation>Beginnt eine Anmeldung</translation>
    </message>
    <message>
        <source>&amp;Grants and scopes</source>
        <translation>&amp;Grants und Scopes</translation>
    </message>
    <message>
        <source>Grants</source>
        <translation>Grants</translation>
    </message>
    <message>
        <source>Authorization code: people sign in</source>
        <translation>Authorization Code: Personen melden sich an</translation>
    </message>
    <message>
        <source>Refresh token: stays signed in</source>
        <translation>Refresh-Token: bleibt angemeldet</translation>
    </message>
    <message>
        <source>Client credentials: acts for itself</source>
        <translation>Client Credentials: handelt für sich selbst</translation>
    </message>
    <message>
        <source>Device code: signs in on another device</source>
        <translation>Gerätecode: Anmeldung auf einem anderen Gerät</translation>
    </message>
    <message>
        <source>Proves who it is with</source>
        <translation>Weist sich aus mit</translation>
    </message>
    <message>
        <source>nothing: a public client</source>
        <translation>nichts: ein öffentlicher Client</translation>
    </message>
    <message>
        <source>its secret, in a header</source>
        <translation>seinem Geheimnis, im Header</translation>
    </message>
    <message>
        <source>its secret, in the body</source>
        <translation>seinem Geheimnis, im Body</translation>
    </message>
    <message>
        <source>a token signed with its secret</source>
        <translation>einem Token, mit seinem Geheimnis signiert</translation>
    </message>
    <message>
        <source>a token signed with its key</source>
        <translation>einem Token, mit seinem Schlüssel signiert</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Scope</translation>
    </message>
    <message>
        <source>What the application may ask for, separated by spaces.</source>
        <translation>Worum die Anwendung bitten darf, durch Leerzeichen getrennt.</translation>
    </message>
    <message>
        <source>Resources</source>
        <translation>Ressourcen</translation>
    </message>
    <message>
        <source>Audiences (RFC 8707) that it may have tokens for, one on each line.</source>
        <translation>Audiences (RFC 8707), für die sie Token haben darf, eine je Zeile.</translation>
    </message>
    <message>
        <source>Is the server of</source>
        <translation>Ist der Server von</translation>
    </message>
    <message>
        <source>The resource whose tokens it may introspect.</source>
        <translation>Die Ressource, deren Token sie prüfen darf.</translation>
    </message>
    <message>
        <source>Keys of its own</source>
        <translation>Eigene Schlüssel</translation>
    </message>
    <message>
        <source>Published at</source>
        <translation>Veröffentlicht unter</translation>
    </message>
    <message>
        <source>Bind tokens to a key (DPoP)</source>
        <translation>Token an einen Schlüssel binden (DPoP)</translation>
    </message>
    <message>
        <source>Require pushed requests (PAR)</source>
        <translation>Vorab übermittelte Anfragen verlangen (PAR)</translation>
    </message>
    <message>
        <source>S&amp;nippets</source>
        <translation>S&amp;chnipsel</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Begins with</source>
        <translation>Beginnt mit</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>API keys</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>This application has no API keys.</source>
        <translation>Diese Anwendung hat keine API-Schlüssel.</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>All API &amp;keys</source>
        <translation>Alle API-&amp;Schlüssel</translation>
    </message>
    <message>
        <source>API &amp;keys</source>
        <translation>API-&amp;Schlüssel</translation>
    </message>
    <message>
        <source>Nobody can sign in to it any more, and its tokens end at once.</source>
        <translation>Niemand kann sich mehr bei ihr anmelden, und ihre Tokens enden sofort.</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Berechtigungen</translation>
    </message>
    <message>
        <source>A permission that this application is to have</source>
        <translation>Eine Berechtigung, die diese Anwendung bekommen soll</translation>
    </message>
    <message>
        <source>Per&amp;missions</source>
        <translation>Be&amp;rechtigungen</translation>
    </message>
</context>
<context>
    <name>ApplicationsPage</name>
    <message>
        <source>Web</source>
        <translation>Web</translation>
    </message>
    <message>
        <source>Single page</source>
        <translation>Single-Page</translation>
    </message>
    <message>
        <source>Native</source>
        <translation>Nativ</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Maschine</translation>
    </message>
    <message>
        <source>&amp;New application…</source>
        <translation>&amp;Neue Anwendung…</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen…</translation>
    </message>
    <message>
        <source>One at a time</source>
        <translation>Eine nach der anderen</translation>
    </message>
    <message>
        <source>Deleted already</source>
        <translation>Bereits gelöscht</translation>
    </message>
    <message>
        <source>Take &amp;back</source>
        <translation>Zurück&amp;holen</translation>
    </message>
    <message>
        <source>It is there again.</source>
        <translation>Wieder da.</translation>
    </message>
    <message>
        <source>Only what was deleted: filter by deleted:true</source>
        <translation>Nur Gelöschtes: nach deleted:true filtern</translation>
    </message>
    <message>
        <source>Applications</source>
        <translation>Anwendungen</translation>
    </message>
    <message>
        <source>Client id</source>
        <translation>Client-Id</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Grants</source>
        <translation>Grants</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Redirect URIs</source>
        <translation>Redirect-URIs</translation>
    </message>
    <message>
        <source>Authentication</source>
        <translation>Authentifizierung</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Scope</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>No applications yet. Register the first one with Ctrl+N.</source>
        <translation>Noch keine Anwendungen. Mit Strg+N wird die erste registriert.</translation>
    </message>
    <message>
        <source>New application</source>
        <translation>Neue Anwendung</translation>
    </message>
    <message>
        <source>&amp;Register</source>
        <translation>&amp;Registrieren</translation>
    </message>
    <message>
        <source>Web: a server that keeps a secret</source>
        <translation>Web: ein Server, der ein Geheimnis hütet</translation>
    </message>
    <message>
        <source>Single page: runs in the browser</source>
        <translation>Single-Page: läuft im Browser</translation>
    </message>
    <message>
        <source>Native: installed on a phone or desktop</source>
        <translation>Nativ: auf Telefon oder Rechner installiert</translation>
    </message>
    <message>
        <source>Machine: acts for itself, nobody signs in</source>
        <translation>Maschine: handelt für sich selbst, niemand meldet sich an</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>&amp;Art</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>What people are shown.</source>
        <translation>Was Personen angezeigt wird.</translation>
    </message>
    <message>
        <source>Client &amp;id</source>
        <translation>Client-&amp;Id</translation>
    </message>
    <message>
        <source>What the program calls itself. Empty: one is made.</source>
        <translation>Wie sich das Programm nennt. Leer: wird erzeugt.</translation>
    </message>
    <message>
        <source>&amp;Redirect URIs</source>
        <translation>&amp;Redirect-URIs</translation>
    </message>
    <message>
        <source>Where people come back to after they signed in; one on each line, compared letter by letter.</source>
        <translation>Wohin Personen nach der Anmeldung zurückkehren; eine je Zeile, Zeichen für Zeichen verglichen.</translation>
    </message>
    <message>
        <source>A redirect URI is needed</source>
        <translation>Eine Redirect-URI wird gebraucht</translation>
    </message>
    <message>
        <source>Secret of %1</source>
        <translation>Geheimnis von %1</translation>
    </message>
    <message>
        <source>This is the only time that it is shown. Give it to the program %1 now.</source>
        <translation>Es wird nur dieses eine Mal gezeigt. Bitte jetzt dem Programm %1 geben.</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Nobody can sign in to %1 any more, and its tokens end at once.</source>
        <translation>Niemand kann sich mehr bei %1 anmelden, und die Tokens enden sofort.</translation>
    </message>
</context>
<context>
    <name>AuditStatistics</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Vorgang</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>Stunde</translation>
    </message>
    <message>
        <source>success</source>
        <translation>gelungen</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>failure</source>
        <translation>fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>ColorRules</name>
    <message>
        <source>It fits every row.</source>
        <translation>Er passt auf jede Zeile.</translation>
    </message>
    <message>
        <source>A colour rule says what a field is, by : or =.</source>
        <translation>Eine Farbregel sagt mit : oder =, was ein Feld ist.</translation>
    </message>
</context>
<context>
    <name>DevicesPage</name>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>Ask for the second factor again</source>
        <translation>Wieder nach dem zweiten Faktor fragen</translation>
    </message>
    <message>
        <source>&amp;Confirm</source>
        <translation>&amp;Bestätigen</translation>
    </message>
    <message>
        <source>The device is known to be the person&apos;s.</source>
        <translation>Das Gerät gehört der Person, das ist bekannt.</translation>
    </message>
    <message>
        <source>Nobody was asked about it.</source>
        <translation>Danach wurde niemand gefragt.</translation>
    </message>
    <message>
        <source>&amp;Ask for the second factor again</source>
        <translation>&amp;Wieder nach dem zweiten Faktor fragen</translation>
    </message>
    <message>
        <source>A second factor is asked for there again.</source>
        <translation>Dort wird wieder nach dem zweiten Faktor gefragt.</translation>
    </message>
    <message>
        <source>It is asked for there.</source>
        <translation>Danach wird dort gefragt.</translation>
    </message>
    <message>
        <source>A job does it.</source>
        <translation>Ein Job erledigt das.</translation>
    </message>
    <message>
        <source>&amp;Forget…</source>
        <translation>&amp;Vergessen …</translation>
    </message>
    <message>
        <source>&amp;Sessions of the user</source>
        <translation>&amp;Sitzungen der Person</translation>
    </message>
    <message>
        <source>Sessions of the &amp;device</source>
        <translation>Sitzungen des &amp;Geräts</translation>
    </message>
    <message>
        <source>Open the &amp;user</source>
        <translation>Den &amp;Benutzer öffnen</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Last sign-in</source>
        <translation>Letzte Anmeldung</translation>
    </message>
    <message>
        <source>First sign-in</source>
        <translation>Erste Anmeldung</translation>
    </message>
    <message>
        <source>Without a second factor</source>
        <translation>Ohne zweiten Faktor</translation>
    </message>
    <message>
        <source>Browser</source>
        <translation>Browser</translation>
    </message>
    <message>
        <source>Id of the user</source>
        <translation>Id der Person</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Nobody has signed in with a browser yet.</source>
        <translation>Noch hat sich niemand mit einem Browser angemeldet.</translation>
    </message>
    <message>
        <source>Forget devices</source>
        <translation>Geräte vergessen</translation>
    </message>
    <message numerus="yes">
        <source>Forget %n device(s)? Their sessions end with their tokens, and the next sign-in with one is one from an unknown device.</source>
        <translation>
            <numerusform>%n Gerät vergessen? Seine Sitzungen enden mit ihren Token, und die nächste Anmeldung damit kommt von einem unbekannten Gerät.</numerusform>
            <numerusform>%n Geräte vergessen? Ihre Sitzungen enden mit ihren Token, und die nächste Anmeldung mit einem davon kommt von einem unbekannten Gerät.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Forget</source>
        <translation>&amp;Vergessen</translation>
    </message>
</context>
<context>
    <name>Effects</name>
    <message>
        <source>Nobody signs in with this account, and its sessions end at once.</source>
        <translation>Mit diesem Konto meldet sich niemand mehr an, und seine Sitzungen enden sofort.</translation>
    </message>
    <message>
        <source>Nobody signs in with this account, and its sessions end at once: %1 now.</source>
        <translation>Mit diesem Konto meldet sich niemand mehr an, und seine Sitzungen enden sofort: derzeit %1.</translation>
    </message>
    <message>
        <source>The person signs in as %1 from now on.</source>
        <translation>Die Person meldet sich von nun an als %1 an.</translation>
    </message>
    <message>
        <source>Applications are told that the person has this address, on your word.</source>
        <translation>Anwendungen erfahren auf Ihr Wort hin, dass die Person diese Adresse hat.</translation>
    </message>
    <message>
        <source>Nobody signs in to it, and it gets no tokens any more.</source>
        <translation>Niemand meldet sich mehr bei ihr an, und sie bekommt keine Token mehr.</translation>
    </message>
    <message>
        <source>Nobody signs in to it, and it gets no tokens any more; %1 sessions have used it.</source>
        <translation>Niemand meldet sich mehr bei ihr an, und sie bekommt keine Token mehr; %1 Sitzungen haben sie benutzt.</translation>
    </message>
    <message>
        <source>A sign-in that comes back to %1 is refused.</source>
        <translation>Eine Anmeldung, die nach %1 zurückführt, wird abgelehnt.</translation>
    </message>
    <message>
        <source>Codes are sent to %1 too.</source>
        <translation>Codes gehen auch an %1.</translation>
    </message>
    <message>
        <source>Signing out does not come back to %1 any more.</source>
        <translation>Das Abmelden führt nicht mehr nach %1 zurück.</translation>
    </message>
    <message>
        <source>It gets no tokens by %1 any more.</source>
        <translation>Sie bekommt keine Token mehr über %1.</translation>
    </message>
    <message>
        <source>A sign-in without PKCE is refused.</source>
        <translation>Eine Anmeldung ohne PKCE wird abgelehnt.</translation>
    </message>
    <message>
        <source>A code that is stolen on its way can be used by whoever has it.</source>
        <translation>Ein unterwegs gestohlener Code nützt jedem, der ihn hat.</translation>
    </message>
    <message>
        <source>People are asked whether they agree, at their next sign-in.</source>
        <translation>Bei der nächsten Anmeldung wird nach der Zustimmung gefragt.</translation>
    </message>
    <message>
        <source>It is refused until it proves who it is by %1.</source>
        <translation>Sie wird abgelehnt, bis sie sich mit %1 ausweist.</translation>
    </message>
    <message>
        <source>A sign-in whose request was not pushed is refused.</source>
        <translation>Eine Anmeldung, deren Anfrage nicht vorab übermittelt wurde, wird abgelehnt.</translation>
    </message>
    <message>
        <source>It gets no tokens without a key of its own.</source>
        <translation>Ohne eigenen Schlüssel bekommt sie keine Token.</translation>
    </message>
    <message>
        <source>Who signed in with one factor does not have it any more.</source>
        <translation>Wer sich mit einem Faktor angemeldet hat, hat sie nicht mehr.</translation>
    </message>
    <message>
        <source>Who has no verified e-mail address does not have it any more.</source>
        <translation>Wer keine bestätigte E-Mail-Adresse hat, hat sie nicht mehr.</translation>
    </message>
    <message>
        <source>Who has it may %1 on this server.</source>
        <translation>Wer sie hat, darf auf diesem Server %1.</translation>
    </message>
    <message>
        <source>Who has it may not %1 any more.</source>
        <translation>Wer sie hat, darf nicht mehr %1.</translation>
    </message>
    <message>
        <source>Nobody signs in to the organisation any more.</source>
        <translation>Niemand meldet sich mehr bei der Organisation an.</translation>
    </message>
    <message>
        <source>Members with one factor set up another at their next sign-in.</source>
        <translation>Mitglieder mit einem Faktor richten bei der nächsten Anmeldung einen weiteren ein.</translation>
    </message>
    <message>
        <source>Nobody signs in to the realm, and none of its applications gets tokens.</source>
        <translation>Niemand meldet sich mehr in dem Realm an, und keine seiner Anwendungen bekommt Token.</translation>
    </message>
    <message>
        <source>Nobody signs in to the realm, and none of its applications gets tokens; %1 sessions are open.</source>
        <translation>Niemand meldet sich mehr in dem Realm an, und keine seiner Anwendungen bekommt Token; %1 Sitzungen sind offen.</translation>
    </message>
    <message>
        <source>Whoever has one factor only sets up another at the next sign-in.</source>
        <translation>Wer nur einen Faktor hat, richtet bei der nächsten Anmeldung einen weiteren ein.</translation>
    </message>
    <message>
        <source>Whoever has one factor only sets up another at the next sign-in: %1 people sign in here.</source>
        <translation>Wer nur einen Faktor hat, richtet bei der nächsten Anmeldung einen weiteren ein: %1 Personen melden sich hier an.</translation>
    </message>
    <message>
        <source>A password alone is enough where somebody has nothing else.</source>
        <translation>Ein Passwort allein genügt, wo jemand nichts anderes hat.</translation>
    </message>
    <message>
        <source>Sessions last %1 at most: older ones end.</source>
        <translation>Sitzungen dauern höchstens %1: ältere enden.</translation>
    </message>
    <message>
        <source>Sessions last %2 at most: of %1 that are open, older ones end.</source>
        <translation>Sitzungen dauern höchstens %2: von %1 offenen enden die älteren.</translation>
    </message>
    <message>
        <source>Sessions end when nobody used them for %1.</source>
        <translation>Sitzungen enden, wenn sie %1 lang niemand benutzt.</translation>
    </message>
    <message>
        <source>Applications come for new access tokens after %1.</source>
        <translation>Anwendungen holen nach %1 neue Zugriffstoken.</translation>
    </message>
    <message>
        <source>People whose applications were not used for %1 sign in again.</source>
        <translation>Wer seine Anwendungen %1 lang nicht benutzt, meldet sich neu an.</translation>
    </message>
    <message>
        <source>New passwords have at least %1 characters; those that there are still count.</source>
        <translation>Neue Passwörter haben mindestens %1 Zeichen; die vorhandenen gelten weiter.</translation>
    </message>
    <message>
        <source>Who has had a password for longer than %1 chooses another at the next sign-in.</source>
        <translation>Wer sein Passwort länger als %1 hat, wählt bei der nächsten Anmeldung ein anderes.</translation>
    </message>
    <message>
        <source>Nobody signs in with a passkey any more.</source>
        <translation>Niemand meldet sich mehr mit einem Passkey an.</translation>
    </message>
    <message>
        <source>Applications that do not know %1 refuse new tokens.</source>
        <translation>Anwendungen, die %1 nicht kennen, lehnen neue Token ab.</translation>
    </message>
</context>
<context>
    <name>EndedSessionsPage</name>
    <message>
        <source>Those that are &amp;live</source>
        <translation>Die &amp;laufenden</translation>
    </message>
    <message>
        <source>Open the &amp;user</source>
        <translation>Ben&amp;utzer öffnen</translation>
    </message>
    <message>
        <source>Ended sessions</source>
        <translation>Beendete Sitzungen</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>Weil</translation>
    </message>
    <message>
        <source>Applications</source>
        <translation>Anwendungen</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Browser</source>
        <translation>Browser</translation>
    </message>
    <message>
        <source>Assurance</source>
        <translation>Vertrauensstufe</translation>
    </message>
    <message>
        <source>Signed in with</source>
        <translation>Angemeldet mit</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>No session has ended yet, or the realm keeps none.</source>
        <translation>Noch keine Sitzung ist beendet, oder der Realm bewahrt keine auf.</translation>
    </message>
</context>
<context>
    <name>JobPage</name>
    <message>
        <source>&amp;Cancel it</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>It stops after what it is doing now.</source>
        <translation>Er hält an, wenn das Begonnene fertig ist.</translation>
    </message>
    <message>
        <source>Try what &amp;failed again</source>
        <translation>&amp;Fehlgeschlagenes wiederholen</translation>
    </message>
    <message>
        <source>What failed is tried again.</source>
        <translation>Fehlgeschlagenes wird wiederholt.</translation>
    </message>
    <message>
        <source>&amp;Overview</source>
        <translation>&amp;Überblick</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Operation</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>Went well</source>
        <translation>Gelungen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Failed because</source>
        <translation>Fehlgeschlagen, weil</translation>
    </message>
    <message>
        <source>Asked for by</source>
        <translation>Verlangt von</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Objects of the job</source>
        <translation>Objekte des Jobs</translation>
    </message>
    <message>
        <source>There is nothing in it.</source>
        <translation>Es ist nichts darin.</translation>
    </message>
    <message>
        <source>Ob&amp;jects</source>
        <translation>Ob&amp;jekte</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Job</translation>
    </message>
    <message>
        <source>It is over</source>
        <translation>Er ist vorbei</translation>
    </message>
    <message>
        <source>Nothing failed</source>
        <translation>Nichts ist fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>JobsPage</name>
    <message>
        <source>&amp;Cancel it</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>It stops after what it is doing now.</source>
        <translation>Er hält an, wenn das Begonnene fertig ist.</translation>
    </message>
    <message>
        <source>It is over</source>
        <translation>Er ist vorbei</translation>
    </message>
    <message>
        <source>Try what &amp;failed again</source>
        <translation>&amp;Fehlgeschlagenes wiederholen</translation>
    </message>
    <message>
        <source>What failed is tried again.</source>
        <translation>Fehlgeschlagenes wird wiederholt.</translation>
    </message>
    <message>
        <source>Nothing failed</source>
        <translation>Nichts ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Jobs</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1, %2 failed</source>
        <translation>%1, %2 fehlgeschlagen</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Operation</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Asked for by</source>
        <translation>Verlangt von</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Failed because</source>
        <translation>Fehlgeschlagen, weil</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>No jobs yet. Choose several users, and what is done with them becomes one.</source>
        <translation>Noch keine Jobs. Mehrere Benutzer wählen: was mit ihnen geschieht, wird einer.</translation>
    </message>
</context>
<context>
    <name>MadeSecrets</name>
    <message>
        <source>Secrets of %1</source>
        <translation>Geheimnisse von %1</translation>
    </message>
    <message>
        <source>This is the only time that they are shown. Give each to its program now.</source>
        <translation>Sie werden nur dieses eine Mal gezeigt. Jetzt jedes seinem Programm geben.</translation>
    </message>
</context>
<context>
    <name>OrganizationPage</name>
    <message>
        <source>A domain as in mail addresses is needed here, in its ASCII form: example.com.</source>
        <translation>Hier wird eine Domain wie in Mailadressen gebraucht, in ASCII-Form: example.com.</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>&amp;Einstellungen</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What people are shown.</source>
        <translation>Was Personen angezeigt wird.</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>For administrators.</source>
        <translation>Für Administratoren.</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>Eingeschaltet</translation>
    </message>
    <message>
        <source>Without it nobody signs in to the organisation.</source>
        <translation>Ohne das meldet sich niemand bei der Organisation an.</translation>
    </message>
    <message>
        <source>Needs a second factor</source>
        <translation>Braucht einen zweiten Faktor</translation>
    </message>
    <message>
        <source>Signing in to it needs one, also where the realm asks for none.</source>
        <translation>Die Anmeldung bei ihr braucht einen, auch wo der Realm keinen verlangt.</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>&amp;Domains</source>
        <translation>&amp;Domains</translation>
    </message>
    <message>
        <source>Mail domains</source>
        <translation>Mail-Domains</translation>
    </message>
    <message>
        <source>Its own administrators may add people whose verified addresses are there; one on each line. A domain belongs to one organisation.</source>
        <translation>Ihre eigenen Administratoren dürfen Personen hinzufügen, deren bestätigte Adressen dort sind; eine je Zeile. Eine Domain gehört zu einer Organisation.</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Roles in the organisation</source>
        <translation>Rollen in der Organisation</translation>
    </message>
    <message>
        <source>Joined</source>
        <translation>Beigetreten</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Nobody belongs to this organisation yet.</source>
        <translation>Zu dieser Organisation gehört noch niemand.</translation>
    </message>
    <message>
        <source>&amp;Add people…</source>
        <translation>Personen &amp;hinzufügen …</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Entfernen …</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Members</source>
        <translation>&amp;Mitglieder</translation>
    </message>
    <message>
        <source>Rights in the organisation</source>
        <translation>Rechte in der Organisation</translation>
    </message>
    <message>
        <source>Delegated administrators</source>
        <translation>Beauftragte Administratoren</translation>
    </message>
    <message>
        <source>No member has a role that gives rights: only administrators of the realm change this organisation.</source>
        <translation>Kein Mitglied hat eine Rolle, die Rechte gibt: nur Administratoren des Realms ändern diese Organisation.</translation>
    </message>
    <message>
        <source>Delegated &amp;administrators</source>
        <translation>Beauftragte &amp;Administratoren</translation>
    </message>
    <message>
        <source>&amp;Give a role…</source>
        <translation>Rolle &amp;geben …</translation>
    </message>
    <message>
        <source>&amp;Take a role away…</source>
        <translation>Rolle &amp;nehmen …</translation>
    </message>
    <message>
        <source>There is none</source>
        <translation>Es gibt keine</translation>
    </message>
    <message>
        <source>Add people to %1</source>
        <translation>Personen zu %1 hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>&amp;People</source>
        <translation>&amp;Personen</translation>
    </message>
    <message>
        <source>Of the realm: user names, e-mail addresses or ids, one on each line.</source>
        <translation>Des Realms: Benutzernamen, E-Mail-Adressen oder Ids, eine je Zeile.</translation>
    </message>
    <message>
        <source>Nobody is named</source>
        <translation>Niemand ist genannt</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) added.</source>
        <translation>
            <numerusform>%n Person hinzugefügt.</numerusform>
            <numerusform>%n Personen hinzugefügt.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nobody in the realm called: %1.</source>
        <translation>Im Realm heißt niemand so: %1.</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>%1 stays in the realm, but no longer belongs to %2 and loses the roles there.</source>
        <translation>%1 bleibt im Realm, gehört aber nicht mehr zu %2 und verliert die Rollen dort.</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>A role for %1</source>
        <translation>Eine Rolle für %1</translation>
    </message>
    <message>
        <source>&amp;Give</source>
        <translation>&amp;Geben</translation>
    </message>
    <message>
        <source>A role that %1 loses</source>
        <translation>Eine Rolle, die %1 verliert</translation>
    </message>
    <message>
        <source>&amp;Take away</source>
        <translation>&amp;Nehmen</translation>
    </message>
    <message>
        <source>&amp;Role</source>
        <translation>&amp;Rolle</translation>
    </message>
    <message>
        <source>Of the realm; it counts in %1 only.</source>
        <translation>Des Realms; sie zählt nur in %1.</translation>
    </message>
    <message>
        <source>No role is chosen</source>
        <translation>Keine Rolle ist gewählt</translation>
    </message>
</context>
<context>
    <name>OrganizationsPage</name>
    <message>
        <source>&amp;New organisation…</source>
        <translation>&amp;Neue Organisation …</translation>
    </message>
    <message>
        <source>&amp;Members</source>
        <translation>&amp;Mitglieder</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen…</translation>
    </message>
    <message>
        <source>One at a time</source>
        <translation>Eine nach der anderen</translation>
    </message>
    <message>
        <source>Organisations</source>
        <translation>Organisationen</translation>
    </message>
    <message>
        <source>needed</source>
        <translation>nötig</translation>
    </message>
    <message>
        <source>as the realm</source>
        <translation>wie der Realm</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Domains</source>
        <translation>Domains</translation>
    </message>
    <message>
        <source>Second factor</source>
        <translation>Zweiter Faktor</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>No organisations yet: customers or departments, whose members have roles in them. Create the first one with Ctrl+N.</source>
        <translation>Noch keine Organisationen: Kunden oder Abteilungen, deren Mitglieder Rollen in ihnen haben. Die erste mit Strg+N anlegen.</translation>
    </message>
    <message>
        <source>New organisation</source>
        <translation>Neue Organisation</translation>
    </message>
    <message>
        <source>&amp;Create</source>
        <translation>&amp;Anlegen</translation>
    </message>
    <message>
        <source>&amp;Organisation</source>
        <translation>&amp;Organisation</translation>
    </message>
    <message>
        <source>Applications and tokens know it by this name, and it cannot be changed later.</source>
        <translation>Anwendungen und Token kennen sie unter diesem Namen, und er lässt sich später nicht ändern.</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>What people are shown.</source>
        <translation>Was Personen angezeigt wird.</translation>
    </message>
    <message>
        <source>&amp;Description</source>
        <translation>&amp;Beschreibung</translation>
    </message>
    <message>
        <source>For administrators.</source>
        <translation>Für Administratoren.</translation>
    </message>
    <message>
        <source>A name is needed</source>
        <translation>Ein Name wird gebraucht</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>The accounts of its members stay, but the roles that they have in %1 are gone, and cannot be taken back.</source>
        <translation>Die Konten der Mitglieder bleiben, aber ihre Rollen in %1 sind fort und kommen nicht zurück.</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
</context>
<context>
    <name>PageActions</name>
    <message>
        <source>Not while you are working offline</source>
        <translation>Nicht, während Sie offline arbeiten</translation>
    </message>
</context>
<context>
    <name>PageKind</name>
    <message>
        <source>Administrators</source>
        <translation>Administratoren</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>Anwendung</translation>
    </message>
    <message>
        <source>Applications</source>
        <translation>Anwendungen</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Job</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Jobs</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Berechtigungen</translation>
    </message>
    <message>
        <source>Realm</source>
        <translation>Realm</translation>
    </message>
    <message>
        <source>Realms</source>
        <translation>Realms</translation>
    </message>
    <message>
        <source>Resource server</source>
        <translation>Ressourcenserver</translation>
    </message>
    <message>
        <source>Resource servers</source>
        <translation>Ressourcenserver</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Scope</translation>
    </message>
    <message>
        <source>Scopes</source>
        <translation>Scopes</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>API keys</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Organisations</source>
        <translation>Organisationen</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Ended sessions</source>
        <translation>Beendete Sitzungen</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
</context>
<context>
    <name>PageTexts</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 T</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
</context>
<context>
    <name>Profiles</name>
    <message>
        <source>The token has expired, or the server does not take it.</source>
        <translation>Das Token ist abgelaufen, oder der Server nimmt es nicht an.</translation>
    </message>
</context>
<context>
    <name>RealmPage</name>
    <message>
        <source>deleted</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>%1, as the server</source>
        <translation>%1, wie der Server</translation>
    </message>
    <message>
        <source>&amp;General</source>
        <translation>&amp;Allgemein</translation>
    </message>
    <message>
        <source>Realm</source>
        <translation>Realm</translation>
    </message>
    <message>
        <source>Part of the addresses that applications use: another name breaks them.</source>
        <translation>Teil der Adressen, die Anwendungen benutzen: ein anderer Name bricht sie.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What people are shown.</source>
        <translation>Was Personen angezeigt wird.</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>Eingeschaltet</translation>
    </message>
    <message>
        <source>Without it nobody signs in, and all tokens of the realm end.</source>
        <translation>Sonst meldet sich niemand an, und alle Token des Realms enden.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Of pages, where the browser asks for none that there is.</source>
        <translation>Der Seiten, wenn der Browser um keine vorhandene bittet.</translation>
    </message>
    <message>
        <source>Keep what is deleted</source>
        <translation>Gelöschtes aufbewahren</translation>
    </message>
    <message>
        <source>It can be taken back for so long.</source>
        <translation>So lange kann es zurückgeholt werden.</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Sign-&amp;in</source>
        <translation>A&amp;nmeldung</translation>
    </message>
    <message>
        <source>Name and password on two pages</source>
        <translation>Name und Passwort auf zwei Seiten</translation>
    </message>
    <message>
        <source>as the server</source>
        <translation>wie der Server</translation>
    </message>
    <message>
        <source>Shortest password</source>
        <translation>Kürzestes Passwort</translation>
    </message>
    <message>
        <source>Characters, from 8 to 128.</source>
        <translation>Zeichen, von 8 bis 128.</translation>
    </message>
    <message>
        <source>A sign-in may take</source>
        <translation>Eine Anmeldung darf dauern</translation>
    </message>
    <message>
        <source>S&amp;essions and tokens</source>
        <translation>S&amp;itzungen und Token</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>How long a browser stays signed in.</source>
        <translation>Wie lange ein Browser angemeldet bleibt.</translation>
    </message>
    <message>
        <source>Ends unused after</source>
        <translation>Endet unbenutzt nach</translation>
    </message>
    <message>
        <source>Ends at the latest after</source>
        <translation>Endet spätestens nach</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Where an application has no times of its own.</source>
        <translation>Wo eine Anwendung keine eigenen Zeiten hat.</translation>
    </message>
    <message>
        <source>Access token lasts</source>
        <translation>Zugriffstoken gilt</translation>
    </message>
    <message>
        <source>From 10 s to 24 h.</source>
        <translation>Von 10 s bis 24 h.</translation>
    </message>
    <message>
        <source>Refresh token lasts</source>
        <translation>Refresh-Token gilt</translation>
    </message>
    <message>
        <source>Code lasts</source>
        <translation>Code gilt</translation>
    </message>
    <message>
        <source>From 10 s to 10 min.</source>
        <translation>Von 10 s bis 10 min.</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>S&amp;chlüssel</translation>
    </message>
    <message>
        <source>Tokens are signed with</source>
        <translation>Token werden signiert mit</translation>
    </message>
    <message>
        <source>Where an application asks for nothing else.</source>
        <translation>Wo eine Anwendung nichts anderes verlangt.</translation>
    </message>
    <message>
        <source>A key signs for</source>
        <translation>Ein Schlüssel signiert</translation>
    </message>
    <message>
        <source>From 7 d to 730 d; its successor follows by itself.</source>
        <translation>Von 7 d bis 730 d; der Nachfolger kommt von selbst.</translation>
    </message>
    <message>
        <source>&amp;More</source>
        <translation>&amp;Weitere</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>Adressen</translation>
    </message>
    <message>
        <source>Host names</source>
        <translation>Hostnamen</translation>
    </message>
    <message>
        <source>At whose root the realm is served, with an issuer of its own; one on each line. DNS and the proxy&apos;s certificate have to know them.</source>
        <translation>An deren Wurzel der Realm bedient wird, mit eigenem Issuer; einer je Zeile. DNS und das Zertifikat des Proxys müssen sie kennen.</translation>
    </message>
    <message>
        <source>Issuers</source>
        <translation>Issuer</translation>
    </message>
    <message>
        <source>About it</source>
        <translation>Über sie</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>People may register</source>
        <translation>Personen dürfen sich registrieren</translation>
    </message>
    <message>
        <source>They make an account for themselves.</source>
        <translation>Sie legen sich selbst ein Konto an.</translation>
    </message>
    <message>
        <source>E-mail has to be verified</source>
        <translation>E-Mail muss bestätigt sein</translation>
    </message>
    <message>
        <source>Nobody signs in before their address is.</source>
        <translation>Vorher meldet sich niemand an.</translation>
    </message>
    <message>
        <source>Passwords</source>
        <translation>Passwörter</translation>
    </message>
    <message>
        <source>Passwords grow old</source>
        <translation>Passwörter veralten</translation>
    </message>
    <message>
        <source>One that is older than below is changed at the next sign-in. NIST advises against it.</source>
        <translation>Ein älteres als unten angegeben wird bei der nächsten Anmeldung geändert. NIST rät davon ab.</translation>
    </message>
    <message>
        <source>A password lasts</source>
        <translation>Ein Passwort gilt</translation>
    </message>
    <message>
        <source>From 1 d to 3650 d.</source>
        <translation>Von 1 d bis 3650 d.</translation>
    </message>
    <message>
        <source>Second &amp;factors</source>
        <translation>Zweite &amp;Faktoren</translation>
    </message>
    <message>
        <source>Second factors</source>
        <translation>Zweite Faktoren</translation>
    </message>
    <message>
        <source>A second factor is</source>
        <translation>Ein zweiter Faktor wird</translation>
    </message>
    <message>
        <source>never asked for</source>
        <translation>nie verlangt</translation>
    </message>
    <message>
        <source>asked of who has one</source>
        <translation>verlangt, wo es einen gibt</translation>
    </message>
    <message>
        <source>needed by everybody</source>
        <translation>von allen verlangt</translation>
    </message>
    <message>
        <source>Where it is needed, who has none sets one up at the next sign-in.</source>
        <translation>Wo er verlangt wird, richtet bei der nächsten Anmeldung einen ein, wer keinen hat.</translation>
    </message>
    <message>
        <source>A code by mail counts</source>
        <translation>Ein Code per E-Mail zählt</translation>
    </message>
    <message>
        <source>Passkeys</source>
        <translation>Passkeys</translation>
    </message>
    <message>
        <source>People may have passkeys</source>
        <translation>Personen dürfen Passkeys haben</translation>
    </message>
    <message>
        <source>Offer one after a password</source>
        <translation>Nach einem Passwort einen anbieten</translation>
    </message>
    <message>
        <source>PIN or fingerprint</source>
        <translation>PIN oder Fingerabdruck</translation>
    </message>
    <message>
        <source>always needed</source>
        <translation>immer nötig</translation>
    </message>
    <message>
        <source>needed where there is no password</source>
        <translation>nötig, wo es kein Passwort gibt</translation>
    </message>
    <message>
        <source>Alone a passkey always needs one.</source>
        <translation>Allein braucht ein Passkey immer eines davon.</translation>
    </message>
    <message>
        <source>A provider may keep copies</source>
        <translation>Ein Anbieter darf Kopien verwahren</translation>
    </message>
    <message>
        <source>Proof of the model</source>
        <translation>Nachweis des Modells</translation>
    </message>
    <message>
        <source>not asked for</source>
        <translation>nicht verlangt</translation>
    </message>
    <message>
        <source>asked for</source>
        <translation>verlangt</translation>
    </message>
    <message>
        <source>New passkeys prove which model they are kept by.</source>
        <translation>Neue Passkeys weisen nach, welches Modell sie verwahrt.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>AAGUIDs of models that new passkeys may be kept by, one on each line; none: all. Needs the proof of the model.</source>
        <translation>AAGUIDs der Modelle, die neue Passkeys verwahren dürfen, eine je Zeile; keine: alle. Braucht den Nachweis des Modells.</translation>
    </message>
    <message>
        <source>At a time</source>
        <translation>Gleichzeitig</translation>
    </message>
    <message>
        <source>Of one person; a new one ends the oldest. 0: as many as they like.</source>
        <translation>Einer Person; eine neue beendet die älteste. 0: beliebig viele.</translation>
    </message>
    <message>
        <source>&amp;Keep the log for…</source>
        <translation>Protokoll auf&amp;bewahren …</translation>
    </message>
    <message>
        <source>&amp;Audit</source>
        <translation>&amp;Protokoll</translation>
    </message>
    <message numerus="yes">
        <source>What happened in this realm is kept for %n day(s). Older rows are dropped; what is left of the log stays verifiable.</source>
        <translation>
            <numerusform>Was in diesem Realm geschehen ist, wird %n Tag aufbewahrt. Ältere Zeilen werden entfernt; was vom Protokoll bleibt, lässt sich weiter prüfen.</numerusform>
            <numerusform>Was in diesem Realm geschehen ist, wird %n Tage aufbewahrt. Ältere Zeilen werden entfernt; was vom Protokoll bleibt, lässt sich weiter prüfen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep the audit log</source>
        <translation>Protokoll aufbewahren</translation>
    </message>
    <message>
        <source>&amp;Change</source>
        <translation>Ä&amp;ndern</translation>
    </message>
    <message>
        <source>Rows that are older are dropped for good.</source>
        <translation>Ältere Zeilen werden endgültig entfernt.</translation>
    </message>
    <message>
        <source>&amp;Days</source>
        <translation>&amp;Tage</translation>
    </message>
    <message>
        <source>From 1 to 36500.</source>
        <translation>Von 1 bis 36500.</translation>
    </message>
    <message>
        <source>A number from 1 to 36500.</source>
        <translation>Eine Zahl von 1 bis 36500.</translation>
    </message>
    <message>
        <source>In an unknown browser</source>
        <translation>In einem unbekannten Browser</translation>
    </message>
    <message>
        <source>sign-in as anywhere</source>
        <translation>genügt die übliche Anmeldung</translation>
    </message>
    <message>
        <source>a code by mail is typed, too</source>
        <translation>kommt ein Code aus einer E-Mail dazu</translation>
    </message>
    <message>
        <source>Asked once in each browser, of who has no second factor; the code goes to their verified address.</source>
        <translation>Einmal je Browser, von allen ohne zweiten Faktor; der Code geht an ihre bestätigte Adresse.</translation>
    </message>
    <message>
        <source>Left out for</source>
        <translation>Entfällt für</translation>
    </message>
    <message>
        <source>Days for which people may have it left out on a browser of theirs, from 0 to 365. 0: never. Where it is needed it is asked for all the same.</source>
        <translation>So viele Tage darf er in einem eigenen Browser entfallen, von 0 bis 365. 0: nie. Wo er nötig ist, wird er trotzdem verlangt.</translation>
    </message>
    <message>
        <source>A code by text message counts</source>
        <translation>Ein Code per SMS zählt</translation>
    </message>
    <message>
        <source>Where the server sends any. Numbers can be taken over: prefer anything else.</source>
        <translation>Wo der Server welche verschickt. Rufnummern lassen sich übernehmen: Alles andere ist besser.</translation>
    </message>
    <message>
        <source>Makers</source>
        <translation>Hersteller</translation>
    </message>
    <message>
        <source>Certificates (PEM), one of which the proof of a new passkey has to lead to. Needs the proof of the model.</source>
        <translation>Zertifikate (PEM), auf eines von denen der Nachweis eines neuen Passkeys führen muss. Braucht den Nachweis des Modells.</translation>
    </message>
    <message>
        <source>Administrators</source>
        <translation>Verwaltung</translation>
    </message>
    <message>
        <source>What this realm asks of people who administer it.</source>
        <translation>Was dieser Realm von denen verlangt, die ihn verwalten.</translation>
    </message>
    <message>
        <source>For what is protected they</source>
        <translation>Für Geschütztes</translation>
    </message>
    <message>
        <source>need nothing more</source>
        <translation>wird nichts weiter verlangt</translation>
    </message>
    <message>
        <source>have signed in lately</source>
        <translation>ist eine frische Anmeldung nötig</translation>
    </message>
    <message>
        <source>have signed in lately, with two factors</source>
        <translation>ist eine frische Anmeldung mit zwei Faktoren nötig</translation>
    </message>
    <message>
        <source>Protected is what gives rights away, takes somebody&apos;s place or weakens the sign-in.</source>
        <translation>Geschützt ist, was Rechte vergibt, jemandes Platz einnimmt oder die Anmeldung schwächt.</translation>
    </message>
    <message>
        <source>Lately is within</source>
        <translation>Frisch ist sie</translation>
    </message>
    <message>
        <source>From 1 min to 24 h.</source>
        <translation>Von 1 min bis 24 h.</translation>
    </message>
    <message>
        <source>A sign-in without the factor takes two</source>
        <translation>Anmeldung ohne Faktor zu zweit</translation>
    </message>
    <message>
        <source>A second administrator has to approve before somebody may sign in without their second factor.</source>
        <translation>Eine zweite Person aus der Verwaltung muss zustimmen, bevor sich jemand ohne seinen zweiten Faktor anmelden darf.</translation>
    </message>
    <message>
        <source>A certificate begins with -----BEGIN CERTIFICATE----- and ends with -----END CERTIFICATE-----.</source>
        <translation>Ein Zertifikat beginnt mit -----BEGIN CERTIFICATE----- und endet mit -----END CERTIFICATE-----.</translation>
    </message>
    <message>
        <source>Kept once ended</source>
        <translation>Nach dem Ende aufbewahrt</translation>
    </message>
    <message>
        <source>So long the lists of sessions still show it. Up to 3650 d; 0 s: not at all.</source>
        <translation>So lange zeigen die Listen der Sitzungen sie noch. Bis 3650 d; 0 s: gar nicht.</translation>
    </message>
    <message>
        <source>Nobody of it can sign in any more, and all of its tokens end at once.</source>
        <translation>Niemand darin kann sich mehr anmelden, und alle seine Tokens enden sofort.</translation>
    </message>
    <message>
        <source>The log is empty.</source>
        <translation>Das Protokoll ist leer.</translation>
    </message>
    <message>
        <source>The log %1 has had %2 rows; those from row %3 on are kept.</source>
        <translation>Das Protokoll %1 hatte bisher %2 Zeilen; die ab Zeile %3 sind aufbewahrt.</translation>
    </message>
    <message>
        <source>Its last checkpoint was signed on %1.</source>
        <translation>Sein letzter Prüfpunkt wurde unterschrieben: %1.</translation>
    </message>
</context>
<context>
    <name>RealmWarnings</name>
    <message>
        <source>This does nothing: only a factor that is asked of who has one is ever left out.</source>
        <translation>Das bewirkt nichts: Nur ein Faktor, der verlangt wird, wo es einen gibt, kann entfallen.</translation>
    </message>
    <message>
        <source>The realm never asks for a second factor: this counts where an application does.</source>
        <translation>Der Realm verlangt nie einen zweiten Faktor: Das zählt nur, wo eine Anwendung einen verlangt.</translation>
    </message>
    <message>
        <source>Who has no verified address is let in without the code, and this realm does not ask people to verify theirs.</source>
        <translation>Wer keine bestätigte Adresse hat, kommt ohne den Code hinein, und dieser Realm verlangt nicht, dass sie bestätigt wird.</translation>
    </message>
    <message>
        <source>Whoever finds an administrator&apos;s console unattended may do everything with it.</source>
        <translation>Wer die Konsole unbeaufsichtigt vorfindet, darf damit alles.</translation>
    </message>
    <message>
        <source>Nothing is offered: people may not have passkeys here.</source>
        <translation>Es wird nichts angeboten: Passkeys sind hier nicht erlaubt.</translation>
    </message>
    <message>
        <source>Any proof is taken, also one that was made up: name the makers&apos; certificates.</source>
        <translation>Jeder Nachweis gilt, auch ein erfundener: Nennen Sie die Zertifikate der Hersteller.</translation>
    </message>
    <message>
        <source>This does nothing: passwords do not grow old here.</source>
        <translation>Das bewirkt nichts: Passwörter veralten hier nicht.</translation>
    </message>
</context>
<context>
    <name>RealmsPage</name>
    <message>
        <source>&amp;New realm…</source>
        <translation>&amp;Neuer Realm…</translation>
    </message>
    <message>
        <source>&amp;Work in it</source>
        <translation>&amp;Darin arbeiten</translation>
    </message>
    <message>
        <source>One at a time</source>
        <translation>Eine nach der anderen</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen…</translation>
    </message>
    <message>
        <source>Deleted already</source>
        <translation>Bereits gelöscht</translation>
    </message>
    <message>
        <source>Take &amp;back</source>
        <translation>Zurück&amp;holen</translation>
    </message>
    <message>
        <source>It is there again.</source>
        <translation>Wieder da.</translation>
    </message>
    <message>
        <source>Only what was deleted: filter by deleted:true</source>
        <translation>Nur Gelöschtes: nach deleted:true filtern</translation>
    </message>
    <message>
        <source>Realms</source>
        <translation>Realms</translation>
    </message>
    <message>
        <source>Realm</source>
        <translation>Realm</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>New realm</source>
        <translation>Neuer Realm</translation>
    </message>
    <message>
        <source>&amp;Create</source>
        <translation>&amp;Anlegen</translation>
    </message>
    <message>
        <source>A realm has users, applications, roles and keys of its own.</source>
        <translation>Ein Realm hat eigene Benutzer, Anwendungen, Rollen und Schlüssel.</translation>
    </message>
    <message>
        <source>&amp;Realm</source>
        <translation>&amp;Realm</translation>
    </message>
    <message>
        <source>Lower-case letters, digits and hyphens. It is part of the addresses that applications use.</source>
        <translation>Kleinbuchstaben, Ziffern und Bindestriche. Teil der Adressen, die Anwendungen benutzen.</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>What people are shown.</source>
        <translation>Was Personen angezeigt wird.</translation>
    </message>
    <message>
        <source>A name is needed</source>
        <translation>Ein Name wird gebraucht</translation>
    </message>
    <message>
        <source>Lower-case letters, digits and hyphens</source>
        <translation>Kleinbuchstaben, Ziffern und Bindestriche</translation>
    </message>
    <message>
        <source>Delete the realm %1</source>
        <translation>Den Realm %1 löschen</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>&amp;Clone…</source>
        <translation>&amp;Klonen…</translation>
    </message>
    <message>
        <source>It is deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Clone %1</source>
        <translation>%1 klonen</translation>
    </message>
    <message>
        <source>&amp;Clone</source>
        <translation>&amp;Klonen</translation>
    </message>
    <message>
        <source>The new realm gets the settings, scopes, resource servers, applications and roles of %1; no people, API keys, signing keys and host names. Applications get secrets of their own.</source>
        <translation>Der neue Realm bekommt Einstellungen, Scopes, Ressourcenserver, Anwendungen und Rollen von %1; keine Personen, API-Schlüssel, Signaturschlüssel und Hostnamen. Anwendungen bekommen eigene Geheimnisse.</translation>
    </message>
    <message>
        <source>The realm %1 is made.</source>
        <translation>Der Realm %1 ist angelegt.</translation>
    </message>
    <message>
        <source>Nobody of %1 can sign in any more, and all of its tokens end at once.</source>
        <translation>Niemand aus %1 kann sich mehr anmelden, und alle Tokens enden sofort.</translation>
    </message>
</context>
<context>
    <name>ResourceServerPage</name>
    <message>
        <source>&amp;Resource server</source>
        <translation>&amp;Ressourcenserver</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>The audience of its tokens: an absolute URI.</source>
        <translation>Die Audience seiner Token: eine absolute URI.</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
</context>
<context>
    <name>ResourceServersPage</name>
    <message>
        <source>&amp;New resource server…</source>
        <translation>&amp;Neuer Ressourcenserver…</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen…</translation>
    </message>
    <message>
        <source>One at a time</source>
        <translation>Eine nach der anderen</translation>
    </message>
    <message>
        <source>Resource servers</source>
        <translation>Ressourcenserver</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>No resource servers yet: the audiences of access tokens.</source>
        <translation>Noch keine Ressourcenserver: die Audiences von Zugriffstoken.</translation>
    </message>
    <message>
        <source>New resource server</source>
        <translation>Neuer Ressourcenserver</translation>
    </message>
    <message>
        <source>&amp;Create</source>
        <translation>&amp;Anlegen</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Identifier</source>
        <translation>&amp;Kennung</translation>
    </message>
    <message>
        <source>The audience of its tokens: an absolute URI.</source>
        <translation>Die Audience seiner Token: eine absolute URI.</translation>
    </message>
    <message>
        <source>Both are needed</source>
        <translation>Beides wird gebraucht</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>No tokens are issued for it from now on.</source>
        <translation>Ab jetzt werden keine Token für ihn ausgestellt.</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
</context>
<context>
    <name>SaveFile</name>
    <message>
        <source>Saved as %1.</source>
        <translation>Gespeichert als %1.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
</context>
<context>
    <name>ScopePage</name>
    <message>
        <source>&amp;Scope</source>
        <translation>&amp;Scope</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Scope</translation>
    </message>
    <message>
        <source>What applications ask for.</source>
        <translation>Worum Anwendungen bitten.</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>For administrators.</source>
        <translation>Für Administratoren.</translation>
    </message>
    <message>
        <source>Consent page</source>
        <translation>Zustimmungsseite</translation>
    </message>
    <message>
        <source>What people are asked to agree to.</source>
        <translation>Wozu Personen um Zustimmung gebeten werden.</translation>
    </message>
    <message>
        <source>Claims</source>
        <translation>Claims</translation>
    </message>
    <message>
        <source>What it tells about the person, one on each line.</source>
        <translation>Was er über die Person sagt, eines je Zeile.</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Berechtigungen</translation>
    </message>
    <message>
        <source>That tokens with it carry where the person has them, one on each line.</source>
        <translation>Die Token mit ihm tragen, wenn die Person sie hat, eine je Zeile.</translation>
    </message>
    <message>
        <source>Resource server</source>
        <translation>Ressourcenserver</translation>
    </message>
    <message>
        <source>Tokens for others do not carry it; empty: all do.</source>
        <translation>Token für andere tragen ihn nicht; leer: alle tragen ihn.</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
</context>
<context>
    <name>ScopesPage</name>
    <message>
        <source>&amp;New scope…</source>
        <translation>&amp;Neuer Scope…</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen…</translation>
    </message>
    <message>
        <source>One at a time</source>
        <translation>Eine nach der anderen</translation>
    </message>
    <message>
        <source>Scopes</source>
        <translation>Scopes</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Scope</translation>
    </message>
    <message>
        <source>Claims</source>
        <translation>Claims</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Berechtigungen</translation>
    </message>
    <message>
        <source>Resource server</source>
        <translation>Ressourcenserver</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Consent page</source>
        <translation>Zustimmungsseite</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>No scopes of your own yet. Those of OpenID Connect are always there.</source>
        <translation>Noch keine eigenen Scopes. Die von OpenID Connect sind immer da.</translation>
    </message>
    <message>
        <source>New scope</source>
        <translation>Neuer Scope</translation>
    </message>
    <message>
        <source>&amp;Create</source>
        <translation>&amp;Anlegen</translation>
    </message>
    <message>
        <source>&amp;Scope</source>
        <translation>&amp;Scope</translation>
    </message>
    <message>
        <source>What applications ask for.</source>
        <translation>Worum Anwendungen bitten.</translation>
    </message>
    <message>
        <source>&amp;Description</source>
        <translation>&amp;Beschreibung</translation>
    </message>
    <message>
        <source>For administrators.</source>
        <translation>Für Administratoren.</translation>
    </message>
    <message>
        <source>&amp;Consent page</source>
        <translation>&amp;Zustimmungsseite</translation>
    </message>
    <message>
        <source>What people are asked to agree to.</source>
        <translation>Wozu Personen um Zustimmung gebeten werden.</translation>
    </message>
    <message>
        <source>A name is needed</source>
        <translation>Ein Name wird gebraucht</translation>
    </message>
    <message>
        <source>Delete the scope %1</source>
        <translation>Den Scope %1 löschen</translation>
    </message>
    <message>
        <source>Applications that ask for it are refused from now on.</source>
        <translation>Anwendungen, die um ihn bitten, werden ab jetzt abgewiesen.</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
</context>
<context>
    <name>SessionsPage</name>
    <message>
        <source>End &amp;all…</source>
        <translation>&amp;Alle beenden…</translation>
    </message>
    <message>
        <source>&amp;End…</source>
        <translation>&amp;Beenden…</translation>
    </message>
    <message>
        <source>Open the &amp;user</source>
        <translation>Den &amp;Benutzer öffnen</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Applications</source>
        <translation>Anwendungen</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>Browser</source>
        <translation>Browser</translation>
    </message>
    <message>
        <source>Assurance</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Signed in with</source>
        <translation>Angemeldet mit</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Id of the device</source>
        <translation>Id des Geräts</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Nobody is signed in.</source>
        <translation>Niemand ist angemeldet.</translation>
    </message>
    <message>
        <source>End sessions</source>
        <translation>Sitzungen beenden</translation>
    </message>
    <message numerus="yes">
        <source>End %n session(s)? The tokens that applications got with them end, too.</source>
        <translation>
            <numerusform>%n Sitzung beenden? Die Token, die Anwendungen damit bekamen, enden auch.</numerusform>
            <numerusform>%n Sitzungen beenden? Die Token, die Anwendungen damit bekamen, enden auch.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;End</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>End all sessions</source>
        <translation>Alle Sitzungen beenden</translation>
    </message>
    <message>
        <source>Everybody of %1 is signed out, and all tokens end.</source>
        <translation>Alle von %1 werden abgemeldet, und alle Token enden.</translation>
    </message>
    <message>
        <source>&amp;End all</source>
        <translation>&amp;Alle beenden</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Those that &amp;ended</source>
        <translation>Die be&amp;endeten</translation>
    </message>
</context>
<context>
    <name>State</name>
    <message>
        <source>active</source>
        <translation>aktiv</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>abgeschaltet</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>not confirmed</source>
        <translation>nicht bestätigt</translation>
    </message>
    <message>
        <source>remembered</source>
        <translation>gemerkt</translation>
    </message>
    <message>
        <source>known</source>
        <translation>bekannt</translation>
    </message>
</context>
<context>
    <name>UserPage</name>
    <message>
        <source>&amp;Lock…</source>
        <translation>&amp;Sperren…</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>&amp;Entsperren</translation>
    </message>
    <message>
        <source>Unlocked.</source>
        <translation>Entsperrt.</translation>
    </message>
    <message>
        <source>&amp;Password…</source>
        <translation>&amp;Passwort…</translation>
    </message>
    <message>
        <source>Password l&amp;ink…</source>
        <translation>Passwort-L&amp;ink…</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>A role that this person is to have</source>
        <translation>Eine Rolle, die diese Person bekommen soll</translation>
    </message>
    <message>
        <source>&amp;Roles</source>
        <translation>&amp;Rollen</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Berechtigungen</translation>
    </message>
    <message>
        <source>A permission that this person is to have</source>
        <translation>Eine Berechtigung, die diese Person bekommen soll</translation>
    </message>
    <message>
        <source>Per&amp;missions</source>
        <translation>Berechti&amp;gungen</translation>
    </message>
    <message>
        <source>Locked already</source>
        <translation>Bereits gesperrt</translation>
    </message>
    <message>
        <source>Not locked</source>
        <translation>Nicht gesperrt</translation>
    </message>
    <message>
        <source>&amp;Profile</source>
        <translation>&amp;Profil</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>May sign in</source>
        <translation>Darf sich anmelden</translation>
    </message>
    <message>
        <source>Without it nobody signs in with this account, and its sessions end.</source>
        <translation>Sonst meldet sich niemand mit diesem Konto an, und seine Sitzungen enden.</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>E-mail is verified</source>
        <translation>E-Mail ist bestätigt</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>With the country, like +49 30 1234567.</source>
        <translation>Mit Landesvorwahl, etwa +49 30 1234567.</translation>
    </message>
    <message>
        <source>Phone is verified</source>
        <translation>Telefon ist bestätigt</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>What applications are told, where the person agreed.</source>
        <translation>Was Anwendungen erfahren, wo die Person zugestimmt hat.</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>Voller Name</translation>
    </message>
    <message>
        <source>Given name</source>
        <translation>Vorname</translation>
    </message>
    <message>
        <source>Family name</source>
        <translation>Nachname</translation>
    </message>
    <message>
        <source>Nickname</source>
        <translation>Spitzname</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>Geburtsdatum</translation>
    </message>
    <message>
        <source>Website</source>
        <translation>Website</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Street</source>
        <translation>Straße</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>Postleitzahl</translation>
    </message>
    <message>
        <source>Town</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>&amp;Security</source>
        <translation>&amp;Sicherheit</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Locked because</source>
        <translation>Gesperrt, weil</translation>
    </message>
    <message>
        <source>Locked until</source>
        <translation>Gesperrt bis</translation>
    </message>
    <message>
        <source>Last sign-in</source>
        <translation>Letzte Anmeldung</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Has to do next time</source>
        <translation>Muss nächstes Mal</translation>
    </message>
    <message>
        <source>Choose another password</source>
        <translation>Ein anderes Passwort wählen</translation>
    </message>
    <message>
        <source>Verify the e-mail</source>
        <translation>Die E-Mail bestätigen</translation>
    </message>
    <message>
        <source>Enrol a second factor</source>
        <translation>Einen zweiten Faktor einrichten</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Applications</source>
        <translation>Anwendungen</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>Browser</source>
        <translation>Browser</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Nobody is signed in with this account.</source>
        <translation>Niemand ist mit diesem Konto angemeldet.</translation>
    </message>
    <message>
        <source>&amp;End session</source>
        <translation>Sitzung &amp;beenden</translation>
    </message>
    <message>
        <source>The session has ended.</source>
        <translation>Die Sitzung ist beendet.</translation>
    </message>
    <message>
        <source>End &amp;all sessions…</source>
        <translation>&amp;Alle Sitzungen beenden…</translation>
    </message>
    <message>
        <source>End all sessions</source>
        <translation>Alle Sitzungen beenden</translation>
    </message>
    <message>
        <source>%1 is signed out everywhere.</source>
        <translation>%1 wird überall abgemeldet.</translation>
    </message>
    <message>
        <source>&amp;End them</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>S&amp;essions</source>
        <translation>Si&amp;tzungen</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>Anwendung</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Scope</translation>
    </message>
    <message>
        <source>Agreed</source>
        <translation>Zugestimmt</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>Zustimmungen</translation>
    </message>
    <message>
        <source>This person has agreed to nothing yet.</source>
        <translation>Diese Person hat noch nichts zugestimmt.</translation>
    </message>
    <message>
        <source>&amp;Withdraw</source>
        <translation>&amp;Zurücknehmen</translation>
    </message>
    <message>
        <source>The consent is withdrawn: it will be asked for again.</source>
        <translation>Die Zustimmung ist zurückgenommen: es wird erneut gefragt.</translation>
    </message>
    <message>
        <source>&amp;Consents</source>
        <translation>&amp;Zustimmungen</translation>
    </message>
    <message>
        <source>Lock %1</source>
        <translation>%1 sperren</translation>
    </message>
    <message>
        <source>&amp;Lock</source>
        <translation>&amp;Sperren</translation>
    </message>
    <message>
        <source>Nobody signs in with this account until it is unlocked, and its sessions end.</source>
        <translation>Niemand meldet sich mit diesem Konto an, bis es entsperrt wird, und seine Sitzungen enden.</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>&amp;Grund</translation>
    </message>
    <message>
        <source>For other administrators; the person does not see it.</source>
        <translation>Für andere Administratoren; die Person sieht ihn nicht.</translation>
    </message>
    <message>
        <source>Password of %1</source>
        <translation>Passwort von %1</translation>
    </message>
    <message>
        <source>&amp;Set</source>
        <translation>&amp;Setzen</translation>
    </message>
    <message>
        <source>All sessions of this account end.</source>
        <translation>Alle Sitzungen dieses Kontos enden.</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Passwort</translation>
    </message>
    <message>
        <source>&amp;Again</source>
        <translation>&amp;Noch einmal</translation>
    </message>
    <message>
        <source>Has to be changed at the next sign-in</source>
        <translation>Muss bei der nächsten Anmeldung geändert werden</translation>
    </message>
    <message>
        <source>A password is needed</source>
        <translation>Ein Passwort wird gebraucht</translation>
    </message>
    <message>
        <source>The two are not the same</source>
        <translation>Die beiden sind nicht gleich</translation>
    </message>
    <message>
        <source>Password link of %1</source>
        <translation>Passwort-Link von %1</translation>
    </message>
    <message>
        <source>Whoever opens this link chooses the password. It works once, until %1, and is not shown again.</source>
        <translation>Wer diesen Link öffnet, wählt das Passwort. Er gilt einmal, bis %1, und wird nicht wieder gezeigt.</translation>
    </message>
    <message>
        <source>Fac&amp;tors</source>
        <translation>&amp;Faktoren</translation>
    </message>
    <message>
        <source>suspended: there may be a copy</source>
        <translation>ausgesetzt: es könnte eine Kopie geben</translation>
    </message>
    <message>
        <source>kept by a provider</source>
        <translation>bei einem Anbieter verwahrt</translation>
    </message>
    <message>
        <source>on one device</source>
        <translation>auf einem Gerät</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Transports</source>
        <translation>Wege</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Gemacht</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>Passkeys</source>
        <translation>Passkeys</translation>
    </message>
    <message>
        <source>This person has no passkeys: they are made on the person&apos;s own pages.</source>
        <translation>Diese Person hat keine Passkeys: sie entstehen auf ihren eigenen Seiten.</translation>
    </message>
    <message>
        <source>&amp;Revoke…</source>
        <translation>&amp;Widerrufen …</translation>
    </message>
    <message>
        <source>Revoke %1</source>
        <translation>%1 widerrufen</translation>
    </message>
    <message>
        <source>%1 does not sign in with it any more.</source>
        <translation>%1 meldet sich damit nicht mehr an.</translation>
    </message>
    <message>
        <source>&amp;Revoke</source>
        <translation>&amp;Widerrufen</translation>
    </message>
    <message>
        <source>Pass&amp;keys</source>
        <translation>Pass&amp;keys</translation>
    </message>
    <message>
        <source>First sign-in</source>
        <translation>Erste Anmeldung</translation>
    </message>
    <message>
        <source>Without a second factor</source>
        <translation>Ohne zweiten Faktor</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Nobody has signed in with this account in a browser yet.</source>
        <translation>Mit diesem Konto hat sich noch niemand in einem Browser angemeldet.</translation>
    </message>
    <message>
        <source>&amp;Forget…</source>
        <translation>&amp;Vergessen …</translation>
    </message>
    <message>
        <source>Forget a device</source>
        <translation>Gerät vergessen</translation>
    </message>
    <message>
        <source>Its sessions end with their tokens, and the next sign-in with it is one from an unknown device.</source>
        <translation>Seine Sitzungen enden mit ihren Token, und die nächste Anmeldung damit kommt von einem unbekannten Gerät.</translation>
    </message>
    <message>
        <source>&amp;Forget</source>
        <translation>&amp;Vergessen</translation>
    </message>
    <message>
        <source>&amp;Devices</source>
        <translation>&amp;Geräte</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Roles there</source>
        <translation>Rollen dort</translation>
    </message>
    <message>
        <source>Joined</source>
        <translation>Beigetreten</translation>
    </message>
    <message>
        <source>Organisations</source>
        <translation>Organisationen</translation>
    </message>
    <message>
        <source>This person belongs to no organisation.</source>
        <translation>Diese Person gehört zu keiner Organisation.</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Organisations</source>
        <translation>&amp;Organisationen</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Vorgang</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Nothing has happened with this account yet.</source>
        <translation>Mit diesem Konto ist noch nichts geschehen.</translation>
    </message>
    <message>
        <source>&amp;Open in the audit log</source>
        <translation>Im Protokoll ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Acti&amp;vity</source>
        <translation>Akti&amp;vität</translation>
    </message>
    <message>
        <source>Erase from the lo&amp;g…</source>
        <translation>Aus dem Protokoll til&amp;gen…</translation>
    </message>
    <message>
        <source>Nobody signs in with this account any more, and its sessions end.</source>
        <translation>Niemand meldet sich mehr mit diesem Konto an, und seine Sitzungen enden.</translation>
    </message>
    <message>
        <source>Re&amp;name…</source>
        <translation>Umbe&amp;nennen…</translation>
    </message>
    <message>
        <source>Rename a passkey</source>
        <translation>Passkey umbenennen</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>Umbe&amp;nennen</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>The person sees it on the own pages, too.</source>
        <translation>Die Person sieht ihn auch auf den eigenen Seiten.</translation>
    </message>
    <message>
        <source>A name is needed</source>
        <translation>Ein Name ist nötig</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>Weil</translation>
    </message>
    <message>
        <source>Ended sessions</source>
        <translation>Beendete Sitzungen</translation>
    </message>
    <message>
        <source>No session of this account has ended yet, or the realm keeps none.</source>
        <translation>Noch keine Sitzung dieses Kontos ist beendet, oder der Realm bewahrt keine auf.</translation>
    </message>
    <message>
        <source>E&amp;nded</source>
        <translation>Bee&amp;ndet</translation>
    </message>
    <message>
        <source>Erase %1 from the audit log</source>
        <translation>%1 aus dem Protokoll tilgen</translation>
    </message>
    <message>
        <source>Of what the person did, the name, address and browser are erased; of what was done to the person, the name and the values before and after, and the versions of the account. Rows and times stay, and the log stays verifiable. It cannot be taken back, and what is written later is not erased.</source>
        <translation>Bei dem, was die Person tat, werden Name, Adresse und Browser getilgt; bei dem, was mit ihr geschah, Name und Werte davor und danach sowie die Versionen des Kontos. Zeilen und Zeiten bleiben, und das Protokoll bleibt prüfbar. Das lässt sich nicht zurücknehmen, und was später geschrieben wird, ist nicht getilgt.</translation>
    </message>
    <message>
        <source>&amp;Erase</source>
        <translation>&amp;Tilgen</translation>
    </message>
    <message numerus="yes">
        <source>Erased from %n row(s).</source>
        <translation>
            <numerusform>Aus %n Zeile getilgt.</numerusform>
            <numerusform>Aus %n Zeilen getilgt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UsersPage</name>
    <message>
        <source>&amp;New user…</source>
        <translation>&amp;Neuer Benutzer…</translation>
    </message>
    <message>
        <source>&amp;Lock…</source>
        <translation>&amp;Sperren…</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Locked already</source>
        <translation>Bereits gesperrt</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>&amp;Entsperren</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Nobody here is locked</source>
        <translation>Hier ist niemand gesperrt</translation>
    </message>
    <message>
        <source>&amp;Expire the password…</source>
        <translation>&amp;Passwort ablaufen lassen…</translation>
    </message>
    <message>
        <source>Expire the password of</source>
        <translation>Passwort ablaufen lassen:</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Last sign-in</source>
        <translation>Letzte Anmeldung</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Locked because</source>
        <translation>Gesperrt, weil</translation>
    </message>
    <message>
        <source>Locked until</source>
        <translation>Gesperrt bis</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Has to do</source>
        <translation>Muss noch</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>No users yet. Create the first one with Ctrl+N.</source>
        <translation>Noch keine Benutzer. Mit Strg+N wird der erste angelegt.</translation>
    </message>
    <message>
        <source>New user</source>
        <translation>Neuer Benutzer</translation>
    </message>
    <message>
        <source>&amp;Create</source>
        <translation>&amp;Anlegen</translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation>&amp;Benutzername</translation>
    </message>
    <message>
        <source>&amp;E-mail</source>
        <translation>&amp;E-Mail</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Passwort</translation>
    </message>
    <message>
        <source>Empty: the person chooses one through a link, which the user&apos;s page makes.</source>
        <translation>Leer: die Person wählt eines über einen Link, den die Seite des Benutzers macht.</translation>
    </message>
    <message>
        <source>Has to be changed at the first sign-in</source>
        <translation>Muss bei der ersten Anmeldung geändert werden</translation>
    </message>
    <message>
        <source>A user name is needed</source>
        <translation>Ein Benutzername wird gebraucht</translation>
    </message>
    <message numerus="yes">
        <source>%n user(s)</source>
        <translation>
            <numerusform>%n Benutzer</numerusform>
            <numerusform>%n Benutzer</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1?</source>
        <translation>%1?</translation>
    </message>
    <message>
        <source>Expire the password</source>
        <translation>Passwort ablaufen lassen</translation>
    </message>
    <message>
        <source>Deleted already</source>
        <translation>Schon gelöscht</translation>
    </message>
    <message>
        <source>Take &amp;back</source>
        <translation>&amp;Zurückholen</translation>
    </message>
    <message>
        <source>It is there again.</source>
        <translation>Wieder da.</translation>
    </message>
    <message>
        <source>Only what was deleted: filter by deleted:true</source>
        <translation>Nur was gelöscht wurde: nach deleted:true filtern</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
</context>
<context>
    <name>auth::console::Activity</name>
    <message>
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Request, as a command</source>
        <translation>Anfrage, als Befehl</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
</context>
<context>
    <name>auth::console::ActivityPanel</name>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Copy the co&amp;mmand</source>
        <translation>&amp;Befehl kopieren</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>The request as HTTP</source>
        <translation>Die Anfrage als HTTP</translation>
    </message>
    <message>
        <source>Jobs under way</source>
        <translation>Laufende Aufträge</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %2 von %3</translation>
    </message>
    <message>
        <source>Opens the job</source>
        <translation>Öffnet den Auftrag</translation>
    </message>
</context>
<context>
    <name>auth::console::ApplicationKeys</name>
    <message>
        <source>A key is needed</source>
        <translation>Ein Schlüssel ist nötig</translation>
    </message>
    <message>
        <source>This is no JSON object</source>
        <translation>Das ist kein JSON-Objekt</translation>
    </message>
    <message>
        <source>This is a private key: only the public one belongs here</source>
        <translation>Das ist ein privater Schlüssel: hierher gehört nur der öffentliche</translation>
    </message>
    <message>
        <source>Neither a JWK nor PEM</source>
        <translation>Weder JWK noch PEM</translation>
    </message>
    <message>
        <source>Public keys</source>
        <translation>Öffentliche Schlüssel</translation>
    </message>
    <message>
        <source>Key id</source>
        <translation>Schlüsselkennung</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Algorithm</source>
        <translation>Algorithmus</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwendung</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>&amp;Add a key…</source>
        <translation>Schlüssel &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>Save as PE&amp;M…</source>
        <translation>Als PE&amp;M speichern…</translation>
    </message>
    <message>
        <source>Take the &amp;key away…</source>
        <translation>Schlüssel &amp;wegnehmen…</translation>
    </message>
    <message>
        <source>This could not be read.</source>
        <translation>Das konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Nothing is selected</source>
        <translation>Nichts ist ausgewählt</translation>
    </message>
    <message>
        <source>This kind of key has no PEM</source>
        <translation>Diese Art Schlüssel hat kein PEM</translation>
    </message>
    <message>
        <source>Add a public key</source>
        <translation>Öffentlichen Schlüssel hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>What the program signs with the private key then counts as said by it. The private key stays where it is.</source>
        <translation>Was das Programm mit dem privaten Schlüssel unterschreibt, gilt dann als von ihm gesagt. Der private Schlüssel bleibt, wo er ist.</translation>
    </message>
    <message>
        <source>&amp;Public key</source>
        <translation>Öffentlicher &amp;Schlüssel</translation>
    </message>
    <message>
        <source>A JWK, or PEM: a public key or an X.509 certificate.</source>
        <translation>Ein JWK oder PEM: ein öffentlicher Schlüssel oder ein X.509-Zertifikat.</translation>
    </message>
    <message>
        <source>Key &amp;id</source>
        <translation>Schlüssel&amp;kennung</translation>
    </message>
    <message>
        <source>Empty: the one that the JWK has, or the key&apos;s thumbprint (RFC 7638).</source>
        <translation>Leer: die des JWK oder der Fingerabdruck des Schlüssels (RFC 7638).</translation>
    </message>
    <message>
        <source>The key %1 is added.</source>
        <translation>Der Schlüssel %1 ist hinzugefügt.</translation>
    </message>
    <message>
        <source>Save the public key</source>
        <translation>Öffentlichen Schlüssel speichern</translation>
    </message>
    <message>
        <source>PEM (*.pem)</source>
        <translation>PEM (*.pem)</translation>
    </message>
    <message>
        <source>Take a key away</source>
        <translation>Schlüssel wegnehmen</translation>
    </message>
    <message>
        <source>What %1 signs from now on is refused.</source>
        <translation>Was %1 von jetzt an unterschreibt, wird abgelehnt.</translation>
    </message>
    <message>
        <source>&amp;Take it away</source>
        <translation>&amp;Wegnehmen</translation>
    </message>
</context>
<context>
    <name>auth::console::AuditPage</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Vorgang</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Kind of actor</source>
        <translation>Art des Handelnden</translation>
    </message>
    <message>
        <source>Kind of target</source>
        <translation>Art des Ziels</translation>
    </message>
    <message>
        <source>User agent</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>Noch ist nichts geschehen.</translation>
    </message>
    <message>
        <source>Rows by outcome</source>
        <translation>Einträge nach Ergebnis</translation>
    </message>
    <message>
        <source>The row as JSON</source>
        <translation>Der Eintrag als JSON</translation>
    </message>
    <message>
        <source>What the row says</source>
        <translation>Was der Eintrag sagt</translation>
    </message>
    <message>
        <source>&amp;Before and after</source>
        <translation>&amp;Vorher und nachher</translation>
    </message>
    <message>
        <source>&amp;JSON</source>
        <translation>&amp;JSON</translation>
    </message>
    <message>
        <source>&amp;Live tail</source>
        <translation>&amp;Mitlesen</translation>
    </message>
    <message>
        <source>&amp;Verify the log</source>
        <translation>Protokoll &amp;prüfen</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>Export the log</source>
        <translation>Protokoll exportieren</translation>
    </message>
    <message>
        <source>JSON Lines, which can be verified (*.jsonl);;CSV, to read (*.csv)</source>
        <translation>JSON Lines, prüfbar (*.jsonl);;CSV, zum Lesen (*.csv)</translation>
    </message>
    <message>
        <source>Follow the &amp;request</source>
        <translation>Der &amp;Anfrage folgen</translation>
    </message>
    <message>
        <source>Follow the &amp;actor</source>
        <translation>Dem &amp;Handelnden folgen</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n Eintrag</numerusform>
            <numerusform>%n Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>Exporting the log…</source>
        <translation>Das Protokoll wird exportiert …</translation>
    </message>
    <message>
        <source>Reading the log, and checking each row…</source>
        <translation>Das Protokoll wird gelesen und jeder Eintrag geprüft …</translation>
    </message>
    <message numerus="yes">
        <source>The log is intact: %n row(s), each where its signed checkpoints say.</source>
        <translation>
            <numerusform>Das Protokoll ist unversehrt: %n Eintrag, wie die signierten Prüfpunkte ihn nennen.</numerusform>
            <numerusform>Das Protokoll ist unversehrt: %n Einträge, wie die signierten Prüfpunkte sie nennen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The log was altered. %1</source>
        <translation>Das Protokoll wurde verändert. %1</translation>
    </message>
    <message>
        <source>The log could not be checked. %1</source>
        <translation>Das Protokoll konnte nicht geprüft werden. %1</translation>
    </message>
    <message>
        <source>%1, whatever the filter says</source>
        <translation>%1, gleich was der Filter sagt</translation>
    </message>
    <message>
        <source>&amp;Open what it was done to</source>
        <translation>Öffnen, w&amp;omit es geschah</translation>
    </message>
    <message>
        <source>It has no page of its own</source>
        <translation>Es hat keine eigene Seite</translation>
    </message>
    <message>
        <source>&amp;Colour rules…</source>
        <translation>&amp;Farbregeln …</translation>
    </message>
    <message>
        <source>The log of the chosen time, %1 to %2, is in %3, and a little around it: it begins and ends at checkpoints.</source>
        <translation>Das Protokoll der gewählten Zeit, %1 bis %2, steht in %3, mit ein wenig darum herum: Es beginnt und endet an Prüfpunkten.</translation>
    </message>
    <message>
        <source>It goes on from where you found it intact last.</source>
        <translation>Es setzt fort, was Sie zuletzt unversehrt fanden.</translation>
    </message>
    <message>
        <source>From now on it has to go on from here.</source>
        <translation>Von nun an muss es von hier aus weitergehen.</translation>
    </message>
    <message>
        <source>The log is signed by another key than when you found it intact last. Where nobody gave the realm a new key, it is not the same log.</source>
        <translation>Das Protokoll ist mit einem anderen Schlüssel signiert als damals, als Sie es zuletzt unversehrt fanden. Wenn niemand dem Realm einen neuen Schlüssel gegeben hat, ist es nicht dasselbe Protokoll.</translation>
    </message>
    <message>
        <source>&amp;Take the new key</source>
        <translation>&amp;Neuen Schlüssel annehmen</translation>
    </message>
</context>
<context>
    <name>auth::console::AuditTransfer</name>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>The server gave no key for its log.</source>
        <translation>Der Server hat keinen Schlüssel für sein Protokoll genannt.</translation>
    </message>
    <message>
        <source>The server gave an export of %1, and was seen with one of %2 already: it is another one, or was rolled back.</source>
        <translation>Der Server gab einen Export vom %1 und hatte schon einen vom %2 gegeben: Es ist ein anderer, oder er wurde zurückgesetzt.</translation>
    </message>
</context>
<context>
    <name>auth::console::BulkDialog</name>
    <message>
        <source>Change all that match</source>
        <translation>Alle ändern, die passen</translation>
    </message>
    <message>
        <source>no filter: everything of the realm</source>
        <translation>kein Filter: alles im Realm</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>What is &amp;done</source>
        <translation>Was &amp;geschieht</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Wie viele</translation>
    </message>
    <message>
        <source>&amp;Type the number</source>
        <translation>&amp;Zahl eintippen</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>&amp;Grund</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Beginnen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Wird gezählt …</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>Nothing matches the filter.</source>
        <translation>Nichts passt zum Filter.</translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) match; each is changed for itself, and the job says what became of it.</source>
        <translation>
            <numerusform>%n Objekt passt; es wird für sich geändert, und der Auftrag sagt, was daraus wurde.</numerusform>
            <numerusform>%n Objekte passen; jedes wird für sich geändert, und der Auftrag sagt, was daraus wurde.</numerusform>
        </translation>
    </message>
    <message>
        <source>The number is not known yet</source>
        <translation>Die Zahl ist noch nicht bekannt</translation>
    </message>
    <message>
        <source>Type %1 to confirm</source>
        <translation>Zur Bestätigung %1 eintippen</translation>
    </message>
    <message>
        <source>The server was not reached: %1</source>
        <translation>Der Server wurde nicht erreicht: %1</translation>
    </message>
</context>
<context>
    <name>auth::console::BypassSection</name>
    <message>
        <source>%1 asked on %2: %3</source>
        <translation>%1 fragte am %2: %3</translation>
    </message>
    <message>
        <source>It waits until another administrator approves, for an hour at most.</source>
        <translation>Es wartet, bis jemand anders aus der Administration zustimmt, höchstens eine Stunde.</translation>
    </message>
    <message>
        <source>It is open until %1.</source>
        <translation>Offen bis %1.</translation>
    </message>
    <message>
        <source>It was used on %1.</source>
        <translation>Benutzt: %1.</translation>
    </message>
    <message>
        <source>It ended without being used.</source>
        <translation>Es endete unbenutzt.</translation>
    </message>
    <message>
        <source>%1 approved.</source>
        <translation>%1 stimmte zu.</translation>
    </message>
    <message>
        <source>Sign-in without a second factor</source>
        <translation>Anmeldung ohne zweiten Faktor</translation>
    </message>
    <message>
        <source>Let in &amp;once…</source>
        <translation>&amp;Einmal einlassen…</translation>
    </message>
    <message>
        <source>Ap&amp;prove…</source>
        <translation>&amp;Zustimmen…</translation>
    </message>
    <message>
        <source>Take it &amp;back…</source>
        <translation>Zurückneh&amp;men…</translation>
    </message>
    <message>
        <source>Approve of a sign-in without the second factor</source>
        <translation>Einer Anmeldung ohne zweiten Faktor zustimmen</translation>
    </message>
    <message>
        <source>From now on the person gets in once with the password alone. The person is told.</source>
        <translation>Von jetzt an kommt die Person einmal allein mit dem Passwort hinein. Sie wird benachrichtigt.</translation>
    </message>
    <message>
        <source>&amp;Approve</source>
        <translation>&amp;Zustimmen</translation>
    </message>
    <message>
        <source>Take back the sign-in without the second factor</source>
        <translation>Anmeldung ohne zweiten Faktor zurücknehmen</translation>
    </message>
    <message>
        <source>The person is asked for the second factor again.</source>
        <translation>Die Person wird wieder nach dem zweiten Faktor gefragt.</translation>
    </message>
    <message>
        <source>&amp;Take it back</source>
        <translation>&amp;Zurücknehmen</translation>
    </message>
    <message>
        <source>Nobody has asked for one.</source>
        <translation>Niemand hat danach gefragt.</translation>
    </message>
    <message>
        <source>nothing waits for it</source>
        <translation>nichts wartet darauf</translation>
    </message>
    <message>
        <source>there is none that could be used</source>
        <translation>keine könnte benutzt werden</translation>
    </message>
    <message>
        <source>Let somebody in once</source>
        <translation>Jemanden einmal einlassen</translation>
    </message>
    <message>
        <source>&amp;Let in</source>
        <translation>&amp;Einlassen</translation>
    </message>
    <message>
        <source>For an emergency: the person gets in once with the password alone, and is told. Where two factors are required they set a new one up. Where the realm says so, another administrator has to approve first.</source>
        <translation>Für den Notfall: Die Person kommt einmal allein mit dem Passwort hinein und wird benachrichtigt. Wo zwei Faktoren verlangt sind, richtet sie einen neuen ein. Wo der Realm es so will, muss zuvor jemand anders aus der Administration zustimmen.</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>&amp;Grund</translation>
    </message>
    <message>
        <source>For the audit log and other administrators.</source>
        <translation>Für das Protokoll und die anderen in der Administration.</translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>&amp;Open for</source>
        <translation>&amp;Offen für</translation>
    </message>
    <message>
        <source>A reason is needed</source>
        <translation>Ein Grund ist nötig</translation>
    </message>
</context>
<context>
    <name>auth::console::CanvasPage</name>
    <message>
        <source>Read again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>This could not be read.</source>
        <translation>Das konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>What you see is from %1.</source>
        <translation>Was Sie sehen, ist vom %1.</translation>
    </message>
</context>
<context>
    <name>auth::console::ChangesBar</name>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>Re&amp;view…</source>
        <translation>&amp;Prüfen…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message numerus="yes">
        <source>%n unsaved change(s)</source>
        <translation>
            <numerusform>%n ungespeicherte Änderung</numerusform>
            <numerusform>%n ungespeicherte Änderungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert…</translation>
    </message>
    <message>
        <source>Save (Ctrl+S)</source>
        <translation>Speichern (Strg+S)</translation>
    </message>
    <message>
        <source>What would be sent (Ctrl+Shift+S)</source>
        <translation>Was gesendet würde (Strg+Umschalt+S)</translation>
    </message>
    <message>
        <source>&amp;Resolve…</source>
        <translation>&amp;Entscheiden …</translation>
    </message>
    <message>
        <source>Choose what counts, field by field</source>
        <translation>Feld für Feld wählen, was gilt</translation>
    </message>
    <message>
        <source>Somebody else changed the same: choose what counts first.</source>
        <translation>Jemand anderes hat dasselbe geändert: Wählen Sie erst, was gilt.</translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s)</source>
        <translation>
            <numerusform>%n Konflikt</numerusform>
            <numerusform>%n Konflikte</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auth::console::Chart</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>Nothing in this range</source>
        <translation>Nichts in diesem Zeitraum</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1, %2: %3</translation>
    </message>
</context>
<context>
    <name>auth::console::ChartPanel</name>
    <message>
        <source>%1 as a table</source>
        <translation>%1 als Tabelle</translation>
    </message>
    <message>
        <source>More about %1</source>
        <translation>Mehr über %1</translation>
    </message>
    <message>
        <source>Show as a table</source>
        <translation>Als Tabelle zeigen</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>Als CSV kopieren</translation>
    </message>
</context>
<context>
    <name>auth::console::ColorRulesDialog</name>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>Colour rules</source>
        <translation>Farbregeln</translation>
    </message>
    <message>
        <source>Rows that a filter fits get its colour; the first rule that fits counts. The rules are yours alone.</source>
        <translation>Zeilen, auf die ein Filter passt, bekommen seine Farbe; die erste passende Regel gilt. Die Regeln gehören nur Ihnen.</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>red</source>
        <translation>rot</translation>
    </message>
    <message>
        <source>amber</source>
        <translation>gelb</translation>
    </message>
    <message>
        <source>green</source>
        <translation>grün</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>blau</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>&amp;Filter</translation>
    </message>
    <message>
        <source>&amp;Colour</source>
        <translation>F&amp;arbe</translation>
    </message>
    <message>
        <source>Enter a filter</source>
        <translation>Geben Sie einen Filter ein</translation>
    </message>
    <message>
        <source>Choose a rule</source>
        <translation>Wählen Sie eine Regel</translation>
    </message>
    <message>
        <source>It is the first one</source>
        <translation>Es ist die erste</translation>
    </message>
</context>
<context>
    <name>auth::console::CommandPalette</name>
    <message>
        <source>Go to anything</source>
        <translation>Überallhin gehen</translation>
    </message>
    <message>
        <source>Page, user, application…   @user  #role  &gt;action</source>
        <translation>Seite, Benutzer, Anwendung…   @Benutzer  #Rolle  &gt;Aktion</translation>
    </message>
    <message>
        <source>Places and actions</source>
        <translation>Orte und Aktionen</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Nothing has this in its name.</source>
        <translation>Nichts trägt das im Namen.</translation>
    </message>
</context>
<context>
    <name>auth::console::ConfigurationPage</name>
    <message>
        <source>is made</source>
        <translation>wird angelegt</translation>
    </message>
    <message>
        <source>is changed</source>
        <translation>wird geändert</translation>
    </message>
    <message>
        <source>is deleted</source>
        <translation>wird gelöscht</translation>
    </message>
    <message>
        <source>stays</source>
        <translation>bleibt</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>&amp;Plan from a file…</source>
        <translation>Aus Datei &amp;planen…</translation>
    </message>
    <message>
        <source>&amp;Apply…</source>
        <translation>&amp;Anwenden…</translation>
    </message>
    <message>
        <source>What the file would change</source>
        <translation>Was die Datei ändern würde</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What comes of it</source>
        <translation>Was daraus wird</translation>
    </message>
    <message>
        <source>there is no plan yet</source>
        <translation>es gibt noch keinen Plan</translation>
    </message>
    <message>
        <source>nothing would change</source>
        <translation>nichts würde sich ändern</translation>
    </message>
    <message>
        <source>%1, for the realm %2</source>
        <translation>%1, für den Realm %2</translation>
    </message>
    <message>
        <source>Export the realm</source>
        <translation>Realm exportieren</translation>
    </message>
    <message>
        <source>YAML (*.yaml)</source>
        <translation>YAML (*.yaml)</translation>
    </message>
    <message>
        <source>Plan from a file</source>
        <translation>Aus Datei planen</translation>
    </message>
    <message>
        <source>Documents (*.yaml *.yml *.json)</source>
        <translation>Dokumente (*.yaml *.yml *.json)</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>line %1: a document is a mapping</source>
        <translation>Zeile %1: ein Dokument ist eine Zuordnung</translation>
    </message>
    <message>
        <source>line %1: secrets by reference are for authctl apply</source>
        <translation>Zeile %1: Geheimnisse als Verweis sind für authctl apply</translation>
    </message>
    <message>
        <source>line %1: one file is about one realm</source>
        <translation>Zeile %1: eine Datei handelt von einem Realm</translation>
    </message>
    <message>
        <source>it holds no document</source>
        <translation>sie enthält kein Dokument</translation>
    </message>
    <message>
        <source>Apply the file</source>
        <translation>Datei anwenden</translation>
    </message>
    <message>
        <source>The realm %1 becomes what %2 says, all of it or nothing. It is refused where something has changed since the plan was made.</source>
        <translation>Der Realm %1 wird, was %2 sagt, ganz oder gar nicht. Hat sich seit dem Plan etwas geändert, wird es abgelehnt.</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>&amp;Anwenden</translation>
    </message>
    <message>
        <source>Applied to %1: %2 made, %3 changed, %4 deleted.</source>
        <translation>Auf %1 angewandt: %2 angelegt, %3 geändert, %4 gelöscht.</translation>
    </message>
</context>
<context>
    <name>auth::console::ConnectPage</name>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>Sign in with the &amp;browser</source>
        <translation>Mit dem &amp;Browser anmelden</translation>
    </message>
    <message>
        <source>Sign in on another &amp;device</source>
        <translation>Auf einem anderen &amp;Gerät anmelden</translation>
    </message>
    <message>
        <source>Connect to a server</source>
        <translation>Mit einem Server verbinden</translation>
    </message>
    <message>
        <source>Servers that you and authctl know</source>
        <translation>Server, die Sie und authctl kennen</translation>
    </message>
    <message>
        <source>Known servers</source>
        <translation>Bekannte Server</translation>
    </message>
    <message>
        <source>A server&apos;s address</source>
        <translation>Die Adresse eines Servers</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>Adresse des Servers</translation>
    </message>
    <message>
        <source>Realm of your account</source>
        <translation>Realm Ihres Kontos</translation>
    </message>
    <message>
        <source>Realm of your &amp;account</source>
        <translation>Realm Ihres &amp;Kontos</translation>
    </message>
    <message>
        <source>Link to sign in with</source>
        <translation>Link zum Anmelden</translation>
    </message>
    <message>
        <source>&amp;Stop waiting</source>
        <translation>&amp;Nicht mehr warten</translation>
    </message>
    <message>
        <source>None yet: enter an address below.</source>
        <translation>Noch keiner: unten eine Adresse eingeben.</translation>
    </message>
    <message>
        <source>There is no context named %1.</source>
        <translation>Es gibt keinen Kontext namens %1.</translation>
    </message>
    <message>
        <source>Its address as browsers have it, with https.</source>
        <translation>Seine Adresse, wie Browser sie kennen, mit https.</translation>
    </message>
    <message>
        <source>This is not the address of a server.</source>
        <translation>Das ist nicht die Adresse eines Servers.</translation>
    </message>
    <message>
        <source>Without https, everybody on the way can read what you do, and your login.</source>
        <translation>Ohne https kann jeder unterwegs mitlesen, auch Ihre Anmeldung.</translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation>Verbindung mit %1…</translation>
    </message>
    <message>
        <source>Nobody is signed in at %1 yet.</source>
        <translation>Bei %1 ist noch niemand angemeldet.</translation>
    </message>
    <message>
        <source>Asking %1 how one signs in…</source>
        <translation>Frage %1, wie man sich anmeldet…</translation>
    </message>
    <message>
        <source>Open %1 on any device and enter the code %2, or read this picture with its camera.</source>
        <translation>%1 auf irgendeinem Gerät öffnen und den Code %2 eingeben, oder dieses Bild mit seiner Kamera lesen.</translation>
    </message>
    <message>
        <source>Sign in with your browser. If none opens, open this yourself:</source>
        <translation>Bitte mit dem Browser anmelden. Wenn sich keiner öffnet, diese Adresse selbst öffnen:</translation>
    </message>
    <message>
        <source>You are signed in, but the login cannot be kept: %1</source>
        <translation>Sie sind angemeldet, aber die Anmeldung kann nicht aufbewahrt werden: %1</translation>
    </message>
    <message>
        <source>&amp;Look at it…</source>
        <translation>A&amp;nsehen …</translation>
    </message>
    <message>
        <source>The key is pinned for %1. Sign in now.</source>
        <translation>Der Schlüssel ist für %1 festgelegt. Jetzt anmelden.</translation>
    </message>
    <message>
        <source>protected</source>
        <translation>geschützt</translation>
    </message>
    <message>
        <source>Your login is kept in a file that only you can read: there is no keychain here.</source>
        <translation>Ihre Anmeldung liegt in einer Datei, die nur Sie lesen können: Hier gibt es keinen Schlüsselbund.</translation>
    </message>
</context>
<context>
    <name>auth::console::Connection</name>
    <message>
        <source>The server answers %1.</source>
        <translation>Der Server antwortet %1.</translation>
    </message>
    <message>
        <source>The server does not take the login any more.</source>
        <translation>Der Server nimmt die Anmeldung nicht mehr an.</translation>
    </message>
    <message>
        <source>The connection is closed.</source>
        <translation>Die Verbindung ist geschlossen.</translation>
    </message>
    <message>
        <source>The answer was lost (%1), so it is not known whether it was done. Look before you do it again.</source>
        <translation>Die Antwort ging verloren (%1); ob es geschehen ist, ist nicht bekannt. Bitte nachsehen, bevor es wiederholt wird.</translation>
    </message>
    <message>
        <source>You are working offline.</source>
        <translation>Sie arbeiten offline.</translation>
    </message>
    <message>
        <source>%1 runs release %2, older than this console (%3): what it lacks is not shown.</source>
        <translation>%1 hat die Version %2, älter als diese Konsole (%3): Was ihr fehlt, wird nicht gezeigt.</translation>
    </message>
    <message>
        <source>%1 runs release %2, and this console is %3: it may have more than is shown here.</source>
        <translation>%1 hat die Version %2, diese Konsole ist %3: Der Server kann mehr haben, als hier gezeigt wird.</translation>
    </message>
</context>
<context>
    <name>auth::console::ConsequenceDialog</name>
    <message>
        <source>What comes of it</source>
        <translation>Was daraus folgt</translation>
    </message>
    <message>
        <source>The same as commands</source>
        <translation>Dasselbe als Befehle</translation>
    </message>
    <message>
        <source>Kept with the change in the audit log</source>
        <translation>Wird mit der Änderung im Audit-Log aufbewahrt</translation>
    </message>
    <message>
        <source>R&amp;eason</source>
        <translation>&amp;Grund</translation>
    </message>
    <message>
        <source>&amp;Do it</source>
        <translation>&amp;Ausführen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
</context>
<context>
    <name>auth::console::DashboardPage</name>
    <message>
        <source>Dashboard</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Sign-ins</source>
        <translation>Anmeldungen</translation>
    </message>
    <message>
        <source>Failed sign-ins</source>
        <translation>Gescheiterte Anmeldungen</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Tokens issued</source>
        <translation>Ausgestellte Tokens</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Jobs waiting</source>
        <translation>Wartende Aufträge</translation>
    </message>
    <message>
        <source>Messages waiting</source>
        <translation>Wartende Nachrichten</translation>
    </message>
    <message>
        <source>Keys due</source>
        <translation>Fällige Schlüssel</translation>
    </message>
    <message>
        <source>All that happened, by outcome</source>
        <translation>Alles, was geschah, nach Ergebnis</translation>
    </message>
    <message>
        <source>What happens most</source>
        <translation>Was am meisten geschieht</translation>
    </message>
    <message>
        <source>When it happens</source>
        <translation>Wann es geschieht</translation>
    </message>
    <message>
        <source>signed in</source>
        <translation>angemeldet</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>%1 % of all</source>
        <translation>%1 % von allen</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) in the audit log</source>
        <translation>
            <numerusform>%n Eintrag im Protokoll</numerusform>
            <numerusform>%n Einträge im Protokoll</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>up for %n hour(s)</source>
        <translation>
            <numerusform>läuft seit %n Stunde</numerusform>
            <numerusform>läuft seit %n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>up for %n day(s)</source>
        <translation>
            <numerusform>läuft seit %n Tag</numerusform>
            <numerusform>läuft seit %n Tagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n migration(s) pending</source>
        <translation>
            <numerusform>%n Migration steht aus</numerusform>
            <numerusform>%n Migrationen stehen aus</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s)</source>
        <translation>
            <numerusform>%n Verbindung</numerusform>
            <numerusform>%n Verbindungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n gescheitert</numerusform>
            <numerusform>%n gescheitert</numerusform>
        </translation>
    </message>
    <message>
        <source>next step not yet taken</source>
        <translation>nächster Schritt steht noch aus</translation>
    </message>
</context>
<context>
    <name>auth::console::DiffView</name>
    <message>
        <source>Show what stayed the same</source>
        <translation>Auch zeigen, was gleich blieb</translation>
    </message>
    <message>
        <source>Nothing differs.</source>
        <translation>Nichts unterscheidet sich.</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
</context>
<context>
    <name>auth::console::DifferenceModel</name>
    <message>
        <source>%1 stayed %2</source>
        <translation>%1 blieb %2</translation>
    </message>
    <message>
        <source>%1 changed from %2 to %3</source>
        <translation>%1 änderte sich von %2 zu %3</translation>
    </message>
    <message>
        <source>%1 became %2</source>
        <translation>%1 wurde %2</translation>
    </message>
    <message>
        <source>%1 was %2 and is gone</source>
        <translation>%1 war %2 und ist weg</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
</context>
<context>
    <name>auth::console::Draft</name>
    <message>
        <source>Change of %1</source>
        <translation>Änderung von %1</translation>
    </message>
</context>
<context>
    <name>auth::console::FactorsTab</name>
    <message>
        <source>Second factors</source>
        <translation>Zweite Faktoren</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Eingerichtet</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>&amp;Set up an app…</source>
        <translation>App &amp;einrichten …</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>Ent&amp;fernen …</translation>
    </message>
    <message>
        <source>New &amp;backup codes…</source>
        <translation>Neue &amp;Ersatzcodes …</translation>
    </message>
    <message>
        <source>Remove &amp;all…</source>
        <translation>&amp;Alle entfernen …</translation>
    </message>
    <message>
        <source>counts</source>
        <translation>gilt</translation>
    </message>
    <message>
        <source>waits for its first code</source>
        <translation>wartet auf den ersten Code</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>No second factor is set up.</source>
        <translation>Kein zweiter Faktor ist eingerichtet.</translation>
    </message>
    <message numerus="yes">
        <source>%n backup code(s) are left.</source>
        <translation>
            <numerusform>%n Ersatzcode ist übrig.</numerusform>
            <numerusform>%n Ersatzcodes sind übrig.</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing is chosen</source>
        <translation>nichts ist gewählt</translation>
    </message>
    <message>
        <source>there is no second factor</source>
        <translation>es gibt keinen zweiten Faktor</translation>
    </message>
    <message>
        <source>The app is set up.</source>
        <translation>Die App ist eingerichtet.</translation>
    </message>
    <message>
        <source>Remove a second factor</source>
        <translation>Zweiten Faktor entfernen</translation>
    </message>
    <message>
        <source>%1 opens nothing any more. The person is told.</source>
        <translation>%1 öffnet nichts mehr. Die Person wird benachrichtigt.</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>New backup codes</source>
        <translation>Neue Ersatzcodes</translation>
    </message>
    <message>
        <source>Ten new codes are made, and the old ones end. The person is told.</source>
        <translation>Zehn neue Codes entstehen, und die alten enden. Die Person wird benachrichtigt.</translation>
    </message>
    <message>
        <source>&amp;Make them</source>
        <translation>&amp;Anlegen</translation>
    </message>
    <message>
        <source>Backup codes</source>
        <translation>Ersatzcodes</translation>
    </message>
    <message>
        <source>Each opens the account once. They are shown this one time.</source>
        <translation>Jeder öffnet das Konto einmal. Sie werden dieses eine Mal gezeigt.</translation>
    </message>
    <message>
        <source>Remove all second factors</source>
        <translation>Alle zweiten Faktoren entfernen</translation>
    </message>
    <message>
        <source>Every app and backup code ends, and so do all sessions and tokens of the person, who is told.</source>
        <translation>Jede App und jeder Ersatzcode endet, auch alle Sitzungen und Tokens der Person, die benachrichtigt wird.</translation>
    </message>
    <message>
        <source>&amp;Remove all</source>
        <translation>Alle &amp;entfernen</translation>
    </message>
</context>
<context>
    <name>auth::console::FieldBinding</name>
    <message>
        <source>Changed, not saved. %1</source>
        <translation>Geändert, nicht gespeichert. %1</translation>
    </message>
</context>
<context>
    <name>auth::console::FilterBar</name>
    <message>
        <source>Filter: field:value, text, -without</source>
        <translation>Filter: feld:wert, Text, -ohne</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Completions</source>
        <translation>Vervollständigungen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>The filter is valid</source>
        <translation>Der Filter ist gültig</translation>
    </message>
    <message>
        <source>The filter is unfinished</source>
        <translation>Der Filter ist unvollständig</translation>
    </message>
    <message>
        <source>No filter</source>
        <translation>Kein Filter</translation>
    </message>
    <message>
        <source>Remove %1 from the filter</source>
        <translation>%1 aus dem Filter nehmen</translation>
    </message>
</context>
<context>
    <name>auth::console::Form</name>
    <message>
        <source>This is needed.</source>
        <translation>Das wird gebraucht.</translation>
    </message>
    <message>
        <source>A length of time, like 15 min, 12 h or 30 d.</source>
        <translation>Eine Dauer, etwa 15 min, 12 h oder 30 d.</translation>
    </message>
    <message>
        <source>A number from %1 to %2.</source>
        <translation>Eine Zahl von %1 bis %2.</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>At least one is needed.</source>
        <translation>Mindestens eines wird gebraucht.</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>Line %1 is there twice.</source>
        <translation>Zeile %1 ist doppelt.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>auth::console::HeldList</name>
    <message>
        <source>given directly</source>
        <translation>direkt gegeben</translation>
    </message>
    <message>
        <source>through %1</source>
        <translation>über %1</translation>
    </message>
    <message>
        <source>does not count: the e-mail address is not verified</source>
        <translation>zählt nicht: die E-Mail-Adresse ist nicht bestätigt</translation>
    </message>
    <message>
        <source>does not count: there is no second factor</source>
        <translation>zählt nicht: es gibt keinen zweiten Faktor</translation>
    </message>
    <message>
        <source>does not count: the phone number is not verified</source>
        <translation>zählt nicht: die Telefonnummer ist nicht bestätigt</translation>
    </message>
    <message>
        <source>counts with two factors only</source>
        <translation>zählt nur mit zwei Faktoren</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Where from</source>
        <translation>Woher</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>&amp;Give</source>
        <translation>&amp;Geben</translation>
    </message>
    <message>
        <source>Given: %1.</source>
        <translation>Gegeben: %1.</translation>
    </message>
    <message>
        <source>Taken away: %1.</source>
        <translation>Genommen: %1.</translation>
    </message>
    <message>
        <source>Nothing is selected</source>
        <translation>Nichts ist gewählt</translation>
    </message>
    <message>
        <source>It comes through another one: take that away</source>
        <translation>Es kommt über eine andere: diese nehmen</translation>
    </message>
    <message>
        <source>&amp;Take away…</source>
        <translation>&amp;Wegnehmen …</translation>
    </message>
    <message>
        <source>What %1 gives is lost with it, as far as it does not come through something else.</source>
        <translation>Was %1 gibt, geht mit verloren, soweit es nicht durch anderes kommt.</translation>
    </message>
    <message>
        <source>It stays as far as it comes through others: %1.</source>
        <translation>Es bleibt, soweit es durch andere kommt: %1.</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>Wegnehmen</translation>
    </message>
    <message>
        <source>%1 is taken away. It takes effect at once.</source>
        <translation>%1 wird weggenommen. Das wirkt sofort.</translation>
    </message>
    <message>
        <source>&amp;Take it away</source>
        <translation>&amp;Wegnehmen</translation>
    </message>
</context>
<context>
    <name>auth::console::HistoryTab</name>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>&amp;Go back to this version</source>
        <translation>&amp;Zurück zu dieser Version</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>What this version changed</source>
        <translation>Was diese Version änderte</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>No version is selected</source>
        <translation>Keine Version ist gewählt</translation>
    </message>
    <message>
        <source>This is how it is now</source>
        <translation>So ist es jetzt</translation>
    </message>
</context>
<context>
    <name>auth::console::KeyTimeline</name>
    <message>
        <source>Signing keys over time</source>
        <translation>Signaturschlüssel im Lauf der Zeit</translation>
    </message>
    <message>
        <source>No keys yet.</source>
        <translation>Noch keine Schlüssel.</translation>
    </message>
</context>
<context>
    <name>auth::console::KeyTimelineModel</name>
    <message>
        <source>Published; signs from %1</source>
        <translation>Veröffentlicht; signiert ab %1</translation>
    </message>
    <message>
        <source>Signs since %1, up to %2</source>
        <translation>Signiert seit %1, bis %2</translation>
    </message>
    <message>
        <source>Signs since %1</source>
        <translation>Signiert seit %1</translation>
    </message>
    <message>
        <source>Signs no more; verifies up to %1</source>
        <translation>Signiert nicht mehr; prüft bis %1</translation>
    </message>
    <message>
        <source>Signs no more since %1; still verifies</source>
        <translation>Signiert seit %1 nicht mehr; prüft noch</translation>
    </message>
    <message>
        <source>Gone since %1</source>
        <translation>Weg seit %1</translation>
    </message>
    <message>
        <source>Revoked on %1; nothing that it signed counts</source>
        <translation>Widerrufen am %1; nichts, was er signierte, zählt</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>active</source>
        <translation>aktiv</translation>
    </message>
    <message>
        <source>retired</source>
        <translation>abgelöst</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>revoked</source>
        <translation>widerrufen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Algorithm</source>
        <translation>Algorithmus</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>auth::console::KeysPage</name>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>The key as a JWK</source>
        <translation>Der Schlüssel als JWK</translation>
    </message>
    <message>
        <source>The key as PEM</source>
        <translation>Der Schlüssel als PEM</translation>
    </message>
    <message>
        <source>&amp;Sign with it now</source>
        <translation>Jetzt damit &amp;signieren</translation>
    </message>
    <message>
        <source>Re&amp;voke at once…</source>
        <translation>Sofort &amp;widerrufen…</translation>
    </message>
    <message>
        <source>New %1 key</source>
        <translation>Neuer %1-Schlüssel</translation>
    </message>
    <message>
        <source>&amp;Make a successor</source>
        <translation>&amp;Nachfolger erzeugen</translation>
    </message>
    <message>
        <source>Forms of the public key</source>
        <translation>Formen des öffentlichen Schlüssels</translation>
    </message>
    <message>
        <source>&amp;JWK</source>
        <translation>&amp;JWK</translation>
    </message>
    <message>
        <source>&amp;PEM</source>
        <translation>&amp;PEM</translation>
    </message>
    <message>
        <source>only a waiting key can be activated</source>
        <translation>nur ein wartender Schlüssel kann aktiviert werden</translation>
    </message>
    <message>
        <source>nothing that it signed counts any more</source>
        <translation>nichts, was er signierte, zählt noch</translation>
    </message>
    <message>
        <source>The key %1 is published. It signs from %2.</source>
        <translation>Der Schlüssel %1 ist veröffentlicht. Er signiert ab %2.</translation>
    </message>
    <message>
        <source>The key %1 signs from now on.</source>
        <translation>Der Schlüssel %1 signiert ab jetzt.</translation>
    </message>
    <message>
        <source>Revoke a signing key</source>
        <translation>Einen Signaturschlüssel widerrufen</translation>
    </message>
    <message>
        <source>Nothing that %1 signed counts any more, from this moment on. It cannot be taken back.</source>
        <translation>Nichts, was %1 signierte, zählt von diesem Augenblick an. Das kann nicht zurückgenommen werden.</translation>
    </message>
    <message>
        <source>Every access token and ID token that it signed is refused at once.</source>
        <translation>Jedes Zugriffs- und ID-Token, das er signierte, wird sofort abgewiesen.</translation>
    </message>
    <message>
        <source>Applications that keep the published keys refuse new tokens until they have read them again.</source>
        <translation>Anwendungen, die sich die veröffentlichten Schlüssel merken, weisen neue Token ab, bis sie sie neu gelesen haben.</translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) of people stay open.</source>
        <translation>
            <numerusform>%n Sitzung bleibt offen.</numerusform>
            <numerusform>%n Sitzungen bleiben offen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refresh token(s) stay, and get new access tokens.</source>
        <translation>
            <numerusform>%n Refresh-Token bleibt und bekommt neue Zugriffstoken.</numerusform>
            <numerusform>%n Refresh-Token bleiben und bekommen neue Zugriffstoken.</numerusform>
        </translation>
    </message>
    <message>
        <source>A new key is made, and signs at once.</source>
        <translation>Ein neuer Schlüssel wird erzeugt und signiert sofort.</translation>
    </message>
    <message>
        <source>&amp;Revoke the key</source>
        <translation>Schlüssel &amp;widerrufen</translation>
    </message>
    <message>
        <source>The key %1 is revoked.</source>
        <translation>Der Schlüssel %1 ist widerrufen.</translation>
    </message>
    <message>
        <source>Re&amp;tire…</source>
        <translation>&amp;Ablösen…</translation>
    </message>
    <message>
        <source>Save all as JWK &amp;set…</source>
        <translation>Alle als JWK-&amp;Satz speichern…</translation>
    </message>
    <message>
        <source>Save the key as PE&amp;M…</source>
        <translation>Schlüssel als PE&amp;M speichern…</translation>
    </message>
    <message>
        <source>only the key that signs can be retired</source>
        <translation>nur der Schlüssel, der unterschreibt, kann abgelöst werden</translation>
    </message>
    <message>
        <source>no key is chosen</source>
        <translation>kein Schlüssel ist gewählt</translation>
    </message>
    <message>
        <source>there are no keys yet</source>
        <translation>es gibt noch keine Schlüssel</translation>
    </message>
    <message>
        <source>Retire a signing key</source>
        <translation>Signaturschlüssel ablösen</translation>
    </message>
    <message>
        <source>%1 signs no more from this moment on.</source>
        <translation>%1 unterschreibt ab diesem Moment nicht mehr.</translation>
    </message>
    <message>
        <source>What it signed goes on counting until it expires.</source>
        <translation>Was er unterschrieb, gilt weiter, bis es abläuft.</translation>
    </message>
    <message>
        <source>The key that waits signs in its place.</source>
        <translation>Der wartende Schlüssel unterschreibt an seiner Stelle.</translation>
    </message>
    <message>
        <source>A new key is made, and signs at once: applications that keep the published keys have to read them again.</source>
        <translation>Ein neuer Schlüssel wird gemacht und unterschreibt sofort: Anwendungen, die die veröffentlichten Schlüssel aufbewahren, müssen sie neu lesen.</translation>
    </message>
    <message>
        <source>&amp;Retire the key</source>
        <translation>Schlüssel &amp;ablösen</translation>
    </message>
    <message>
        <source>The key %1 is retired.</source>
        <translation>Der Schlüssel %1 ist abgelöst.</translation>
    </message>
    <message>
        <source>Save the public keys</source>
        <translation>Öffentliche Schlüssel speichern</translation>
    </message>
    <message>
        <source>JWK set (*.json)</source>
        <translation>JWK-Satz (*.json)</translation>
    </message>
    <message>
        <source>Save the public key</source>
        <translation>Öffentlichen Schlüssel speichern</translation>
    </message>
    <message>
        <source>PEM (*.pem)</source>
        <translation>PEM (*.pem)</translation>
    </message>
    <message>
        <source>The key that signs now signs no more; what it signed counts until it expires.</source>
        <translation>Der Schlüssel, der jetzt signiert, signiert nicht mehr; was er signiert hat, gilt bis zum Ablauf.</translation>
    </message>
    <message>
        <source>It was to sign from %1: applications that have not read the published keys since it was made refuse what it signs until they do.</source>
        <translation>Er sollte ab %1 signieren: Anwendungen, die die veröffentlichten Schlüssel seitdem nicht gelesen haben, lehnen bis dahin ab, was er signiert.</translation>
    </message>
    <message>
        <source>Activate a signing key</source>
        <translation>Signaturschlüssel aktivieren</translation>
    </message>
    <message>
        <source>%1 signs everything from this moment on.</source>
        <translation>%1 signiert von diesem Augenblick an alles.</translation>
    </message>
    <message>
        <source>&amp;Activate it</source>
        <translation>&amp;Aktivieren</translation>
    </message>
</context>
<context>
    <name>auth::console::ListPage</name>
    <message>
        <source>Filter of %1</source>
        <translation>Filter für %1</translation>
    </message>
    <message>
        <source>&amp;Filter by %1</source>
        <translation>Nach %1 &amp;filtern</translation>
    </message>
    <message>
        <source>E&amp;xclude %1</source>
        <translation>%1 &amp;ausschließen</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Nothing is selected</source>
        <translation>Nichts ist gewählt</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and more</source>
        <translation>%1 und mehr</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>  ·  loading…</source>
        <translation>  ·  wird gelesen…</translation>
    </message>
    <message>
        <source>Nothing here yet.</source>
        <translation>Noch nichts hier.</translation>
    </message>
    <message>
        <source>Nothing matches the filter.</source>
        <translation>Nichts passt zum Filter.</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n gewählt</numerusform>
            <numerusform>%n gewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>The rows are from %1.</source>
        <translation>Die Zeilen sind von %1.</translation>
    </message>
    <message>
        <source>This could not be read.</source>
        <translation>Das konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>All that &amp;match…</source>
        <translation>Alle, die &amp;passen …</translation>
    </message>
    <message>
        <source>Changed elsewhere, seen at %1</source>
        <translation>Anderswo geändert, bemerkt um %1</translation>
    </message>
    <message>
        <source>Changed by %1, %2</source>
        <translation>Geändert von %1, %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <source>%1: what is selected</source>
        <translation>%1: was ausgewählt ist</translation>
    </message>
</context>
<context>
    <name>auth::console::LockPage</name>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>%1 at %2. What was edited is kept, and is there again when you have signed in.</source>
        <translation>%1 bei %2. Was bearbeitet wurde, bleibt und ist nach der Anmeldung wieder da.</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>&amp;Trennen</translation>
    </message>
    <message>
        <source>The &amp;token that the console was started with</source>
        <translation>Das &amp;Token, mit dem die Konsole gestartet wurde</translation>
    </message>
    <message>
        <source>The token that the console was started with</source>
        <translation>Das Token, mit dem die Konsole gestartet wurde</translation>
    </message>
    <message>
        <source>This is not the token.</source>
        <translation>Das ist nicht das Token.</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>&amp;Entsperren</translation>
    </message>
</context>
<context>
    <name>auth::console::MainWindow</name>
    <message>
        <source>Open pages</source>
        <translation>Offene Seiten</translation>
    </message>
    <message>
        <source>%1 is protected: what you do here counts.</source>
        <translation>%1 ist geschützt: was Sie hier tun, zählt.</translation>
    </message>
    <message>
        <source>Close tab</source>
        <translation>Reiter schließen</translation>
    </message>
    <message>
        <source>Close (Ctrl+W)</source>
        <translation>Schließen (Strg+W)</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>✔ connected  ·  %1 ms</source>
        <translation>✔ verbunden  ·  %1 ms</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindung wird aufgebaut…</translation>
    </message>
    <message>
        <source>✖ signed out</source>
        <translation>✖ abgemeldet</translation>
    </message>
    <message>
        <source>✖ not reachable</source>
        <translation>✖ nicht erreichbar</translation>
    </message>
    <message>
        <source>Cannot reach %1: trying again in %2 s. What you see may be old; nothing that you edit is lost. (%3)</source>
        <translation>%1 ist nicht erreichbar: neuer Versuch in %2 s. Was Sie sehen, kann alt sein; nichts Bearbeitetes geht verloren. (%3)</translation>
    </message>
    <message>
        <source>Cannot reach %1: trying again… (%2)</source>
        <translation>%1 ist nicht erreichbar: neuer Versuch… (%2)</translation>
    </message>
    <message>
        <source>You are signed out of %1: %2</source>
        <translation>Sie sind bei %1 abgemeldet: %2</translation>
    </message>
    <message>
        <source>&amp;Sign in</source>
        <translation>&amp;Anmelden</translation>
    </message>
    <message>
        <source>Sign in again: what you edited is kept.</source>
        <translation>Bitte neu anmelden: was Sie bearbeitet haben, ist aufbewahrt.</translation>
    </message>
    <message>
        <source>&amp;Try now</source>
        <translation>&amp;Jetzt versuchen</translation>
    </message>
    <message>
        <source>Auth Console</source>
        <translation>Auth-Konsole</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Connect to another server…</source>
        <translation>Mit einem anderen Server &amp;verbinden…</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>&amp;Trennen</translation>
    </message>
    <message>
        <source>Close &amp;tab</source>
        <translation>&amp;Reiter schließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Save changes</source>
        <translation>Änderungen &amp;speichern</translation>
    </message>
    <message>
        <source>Re&amp;view changes…</source>
        <translation>Änderungen &amp;prüfen…</translation>
    </message>
    <message>
        <source>Dis&amp;card changes</source>
        <translation>Änderungen &amp;verwerfen</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>&amp;Filter</translation>
    </message>
    <message>
        <source>Copy &amp;link</source>
        <translation>&amp;Link kopieren</translation>
    </message>
    <message>
        <source>Copy as &amp;authctl command</source>
        <translation>Als &amp;authctl-Befehl kopieren</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Reload</source>
        <translation>&amp;Neu laden</translation>
    </message>
    <message>
        <source>&amp;Activity</source>
        <translation>&amp;Aktivität</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Aussehen</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>To &amp;anything…</source>
        <translation>&amp;Überallhin…</translation>
    </message>
    <message>
        <source>To another &amp;realm…</source>
        <translation>Anderem &amp;Realm…</translation>
    </message>
    <message>
        <source>&amp;Next tab</source>
        <translation>&amp;Nächstem Reiter</translation>
    </message>
    <message>
        <source>&amp;Previous tab</source>
        <translation>&amp;Vorigem Reiter</translation>
    </message>
    <message>
        <source>&amp;Object</source>
        <translation>&amp;Objekt</translation>
    </message>
    <message>
        <source>Nothing to do here</source>
        <translation>Hier ist nichts zu tun</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keyboard</source>
        <translation>&amp;Tastatur</translation>
    </message>
    <message>
        <source>%1 — locked</source>
        <translation>%1 — gesperrt</translation>
    </message>
    <message>
        <source>&amp;Lock now</source>
        <translation>Jetzt &amp;sperren</translation>
    </message>
    <message>
        <source>Lock when &amp;idle</source>
        <translation>&amp;Untätig sperren</translation>
    </message>
    <message>
        <source>After &amp;5 minutes</source>
        <translation>Nach &amp;5 Minuten</translation>
    </message>
    <message>
        <source>After &amp;15 minutes</source>
        <translation>Nach &amp;15 Minuten</translation>
    </message>
    <message>
        <source>After an &amp;hour</source>
        <translation>Nach einer &amp;Stunde</translation>
    </message>
    <message>
        <source>&amp;Never</source>
        <translation>&amp;Nie</translation>
    </message>
    <message>
        <source>Saved &amp;views…</source>
        <translation>Gespeicherte &amp;Ansichten …</translation>
    </message>
    <message>
        <source>&amp;Save this view…</source>
        <translation>Diese Ansicht &amp;speichern …</translation>
    </message>
    <message>
        <source>You are working offline: you see what was read before, and nothing can be changed.</source>
        <translation>Sie arbeiten offline: Sie sehen, was vorher gelesen wurde, und nichts lässt sich ändern.</translation>
    </message>
    <message>
        <source>&amp;Go online</source>
        <translation>&amp;Online gehen</translation>
    </message>
    <message>
        <source>&amp;Details…</source>
        <translation>&amp;Einzelheiten …</translation>
    </message>
    <message>
        <source>Work &amp;offline</source>
        <translation>&amp;Offline arbeiten</translation>
    </message>
    <message>
        <source>Address: %1</source>
        <translation>Adresse: %1</translation>
    </message>
    <message>
        <source>What is wrong: %1</source>
        <translation>Was nicht stimmt: %1</translation>
    </message>
    <message>
        <source>It answered last: %1</source>
        <translation>Letzte Antwort: %1</translation>
    </message>
    <message>
        <source>It has not answered since this window was opened.</source>
        <translation>Er hat nicht geantwortet, seit dieses Fenster offen ist.</translation>
    </message>
    <message numerus="yes">
        <source>Tried without an answer: %n time(s)</source>
        <translation>
            <numerusform>%n-mal ohne Antwort versucht</numerusform>
            <numerusform>%n-mal ohne Antwort versucht</numerusform>
        </translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>Keine Verbindung</translation>
    </message>
    <message>
        <source>&amp;Inspector in a window of its own</source>
        <translation>&amp;Inspektor in eigenem Fenster</translation>
    </message>
</context>
<context>
    <name>auth::console::MatrixColumnHeader</name>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
</context>
<context>
    <name>auth::console::MatrixRowHeader</name>
    <message>
        <source>Permissions</source>
        <translation>Berechtigungen</translation>
    </message>
</context>
<context>
    <name>auth::console::MergeDialog</name>
    <message>
        <source>Changed by somebody else</source>
        <translation>Von jemand anderem geändert</translation>
    </message>
    <message>
        <source>Since you began, somebody else changed the same fields. Choose what counts; nothing is saved before you save.</source>
        <translation>Seit Sie begonnen haben, hat jemand anderes dieselben Felder geändert. Wählen Sie, was zählt; gespeichert wird erst, wenn Sie speichern.</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>It was</source>
        <translation>Es war</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>Deren</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>Ihres</translation>
    </message>
    <message>
        <source>%1, theirs: %2</source>
        <translation>%1, deren: %2</translation>
    </message>
    <message>
        <source>%1, yours: %2</source>
        <translation>%1, Ihres: %2</translation>
    </message>
    <message>
        <source>&amp;Take these</source>
        <translation>Diese &amp;nehmen</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>&amp;Später</translation>
    </message>
</context>
<context>
    <name>auth::console::MessageBanner</name>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
</context>
<context>
    <name>auth::console::ObjectPage</name>
    <message>
        <source>Parts of the page</source>
        <translation>Teile der Seite</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>&amp;Verlauf</translation>
    </message>
    <message>
        <source>Back to how version %1 was.</source>
        <translation>Wieder wie in Version %1.</translation>
    </message>
    <message>
        <source>This cannot be changed.</source>
        <translation>Das kann nicht geändert werden.</translation>
    </message>
    <message>
        <source>Needs the right %1</source>
        <translation>Braucht das Recht %1</translation>
    </message>
    <message>
        <source>Not read yet.</source>
        <translation>Noch nicht gelesen.</translation>
    </message>
    <message>
        <source>Not saved. %1</source>
        <translation>Nicht gespeichert. %1</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
    <message>
        <source>Not saved: somebody else changed this meanwhile. What you changed still stands here beside it; look, and save again.</source>
        <translation>Nicht gespeichert: jemand anderes hat das inzwischen geändert. Ihre Änderungen stehen noch hier; bitte ansehen und erneut speichern.</translation>
    </message>
    <message>
        <source>The server was not reached.</source>
        <translation>Der Server wurde nicht erreicht.</translation>
    </message>
    <message>
        <source>This is not there (any more).</source>
        <translation>Das gibt es nicht (mehr).</translation>
    </message>
    <message>
        <source>It is deleted.</source>
        <translation>Gelöscht.</translation>
    </message>
    <message>
        <source>De&amp;lete…</source>
        <translation>&amp;Löschen…</translation>
    </message>
    <message>
        <source>Take &amp;back</source>
        <translation>&amp;Zurückholen</translation>
    </message>
    <message>
        <source>It is there again.</source>
        <translation>Wieder da.</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>%1 is deleted.</source>
        <translation>%1 ist gelöscht.</translation>
    </message>
    <message>
        <source>Deleted already</source>
        <translation>Schon gelöscht</translation>
    </message>
    <message>
        <source>It is not deleted</source>
        <translation>Nicht gelöscht</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>%1: %2 becomes %3</source>
        <translation>%1: aus %2 wird %3</translation>
    </message>
    <message>
        <source>What you changed here and have not saved stays.</source>
        <translation>Was Sie hier geändert und nicht gespeichert haben, bleibt.</translation>
    </message>
    <message>
        <source>Go back to an earlier version</source>
        <translation>Zu einer früheren Version zurückkehren</translation>
    </message>
    <message>
        <source>%1 becomes what it was at version %2. This is a new version: one can go back from it, too.</source>
        <translation>%1 wird, was es in Version %2 war. Das ist eine neue Version: Auch von ihr kann man zurückkehren.</translation>
    </message>
    <message>
        <source>&amp;Go back</source>
        <translation>&amp;Zurückkehren</translation>
    </message>
    <message>
        <source>Not saved: somebody else changed the same fields. Choose what counts first.</source>
        <translation>Nicht gespeichert: Jemand anderes hat dieselben Felder geändert. Wählen Sie erst, was gilt.</translation>
    </message>
    <message>
        <source>Not while you are working offline.</source>
        <translation>Nicht, während Sie offline arbeiten.</translation>
    </message>
    <message>
        <source>What you see is from %1.</source>
        <translation>Was Sie sehen, ist vom %1.</translation>
    </message>
    <message>
        <source>Your changes are kept here.</source>
        <translation>Ihre Änderungen bleiben hier.</translation>
    </message>
</context>
<context>
    <name>auth::console::PermissionCatalog</name>
    <message>
        <source>A name is needed</source>
        <translation>Ein Name ist nötig</translation>
    </message>
    <message>
        <source>Like orders:read: what, a colon, and which deed</source>
        <translation>Wie orders:read: was, ein Doppelpunkt und welche Tat</translation>
    </message>
    <message>
        <source>&amp;New permission…</source>
        <translation>&amp;Neue Berechtigung…</translation>
    </message>
    <message>
        <source>&amp;Delete the permission…</source>
        <translation>Berechtigung &amp;löschen…</translation>
    </message>
    <message>
        <source>no cell is chosen</source>
        <translation>keine Zelle ist gewählt</translation>
    </message>
    <message>
        <source>New permission</source>
        <translation>Neue Berechtigung</translation>
    </message>
    <message>
        <source>&amp;Create</source>
        <translation>&amp;Anlegen</translation>
    </message>
    <message>
        <source>&amp;Permission</source>
        <translation>&amp;Berechtigung</translation>
    </message>
    <message>
        <source>Like orders:read: what, a colon, and which deed.</source>
        <translation>Wie orders:read: was, ein Doppelpunkt und welche Tat.</translation>
    </message>
    <message>
        <source>&amp;Description</source>
        <translation>Be&amp;schreibung</translation>
    </message>
    <message>
        <source>For administrators.</source>
        <translation>Für die Administration.</translation>
    </message>
    <message>
        <source>The permission %1 is there; no role gives it yet.</source>
        <translation>Die Berechtigung %1 ist da; noch gibt sie keine Rolle.</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>The permission %1 is saved.</source>
        <translation>Die Berechtigung %1 ist gespeichert.</translation>
    </message>
    <message>
        <source>Delete the permission %1</source>
        <translation>Berechtigung %1 löschen</translation>
    </message>
    <message>
        <source>Every role, person and application loses it at once.</source>
        <translation>Jede Rolle, Person und Anwendung verliert sie sofort.</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>%1 is deleted.</source>
        <translation>%1 ist gelöscht.</translation>
    </message>
    <message>
        <source>Des&amp;cribe the permission…</source>
        <translation>Berechtigung bes&amp;chreiben…</translation>
    </message>
    <message>
        <source>&amp;History of the permission…</source>
        <translation>Versionen der Berec&amp;htigung…</translation>
    </message>
    <message>
        <source>Describe the permission %1</source>
        <translation>Berechtigung %1 beschreiben</translation>
    </message>
    <message>
        <source>Its name stays: roles and the code of applications know it by that.</source>
        <translation>Ihr Name bleibt: Rollen und der Code von Anwendungen kennen sie darunter.</translation>
    </message>
    <message>
        <source>&amp;Application</source>
        <translation>&amp;Anwendung</translation>
    </message>
    <message>
        <source>The client id of the application whose permission it is; empty: of none.</source>
        <translation>Die Client-Id der Anwendung, der sie gehört; leer: keiner.</translation>
    </message>
    <message>
        <source>History of %1</source>
        <translation>Versionen von %1</translation>
    </message>
    <message>
        <source>%1 is back to how version %2 was.</source>
        <translation>%1 ist wieder wie in Version %2.</translation>
    </message>
</context>
<context>
    <name>auth::console::PermissionMatrix</name>
    <message>
        <source>Permissions of roles</source>
        <translation>Berechtigungen der Rollen</translation>
    </message>
    <message>
        <source>Find a permission</source>
        <translation>Eine Berechtigung suchen</translation>
    </message>
    <message>
        <source>Copy the matrix as CSV</source>
        <translation>Die Matrix als CSV kopieren</translation>
    </message>
    <message numerus="yes">
        <source>%n role(s) change.</source>
        <translation>
            <numerusform>%n Rolle ändert sich.</numerusform>
            <numerusform>%n Rollen ändern sich.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n permission(s) granted.</source>
        <translation>
            <numerusform>%n Berechtigung gegeben.</numerusform>
            <numerusform>%n Berechtigungen gegeben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n permission(s) taken away.</source>
        <translation>
            <numerusform>%n Berechtigung genommen.</numerusform>
            <numerusform>%n Berechtigungen genommen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody gains or loses anything: it is inherited.</source>
        <translation>Niemand gewinnt oder verliert etwas: es ist geerbt.</translation>
    </message>
    <message numerus="yes">
        <source>What %n role(s) give changes, inheritance included.</source>
        <translation>
            <numerusform>Was %n Rolle gibt, ändert sich, Vererbung eingeschlossen.</numerusform>
            <numerusform>Was %n Rollen geben, ändert sich, Vererbung eingeschlossen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auth::console::PermissionMatrixModel</name>
    <message numerus="yes">
        <source>%n permissions</source>
        <translation>
            <numerusform>%n Berechtigung</numerusform>
            <numerusform>%n Berechtigungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Grant %1 to %2</source>
        <translation>%1 an %2 geben</translation>
    </message>
    <message>
        <source>Take %1 from %2</source>
        <translation>%1 von %2 nehmen</translation>
    </message>
    <message>
        <source>%1, role %2, will be granted</source>
        <translation>%1, Rolle %2, wird gegeben</translation>
    </message>
    <message>
        <source>%1, role %2, granted</source>
        <translation>%1, Rolle %2, gegeben</translation>
    </message>
    <message>
        <source>%1, role %2, will be taken away, still inherited from %3</source>
        <translation>%1, Rolle %2, wird genommen, noch geerbt von %3</translation>
    </message>
    <message>
        <source>%1, role %2, inherited from %3</source>
        <translation>%1, Rolle %2, geerbt von %3</translation>
    </message>
    <message>
        <source>%1, role %2, will be taken away</source>
        <translation>%1, Rolle %2, wird genommen</translation>
    </message>
    <message>
        <source>%1, role %2, not granted</source>
        <translation>%1, Rolle %2, nicht gegeben</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>%1, inherits from %2</source>
        <translation>%1, erbt von %2</translation>
    </message>
</context>
<context>
    <name>auth::console::PermissionsPage</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und %n weitere</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Berechtigungen</translation>
    </message>
    <message>
        <source>&amp;Review and save…</source>
        <translation>&amp;Prüfen und speichern…</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Review and &amp;save…</source>
        <translation>Prüfen und &amp;speichern…</translation>
    </message>
    <message>
        <source>Needs the right roles:write</source>
        <translation>Braucht das Recht roles:write</translation>
    </message>
    <message>
        <source>It is made by the server.</source>
        <translation>Es ist vom Server gemacht.</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message numerus="yes">
        <source>%n permission(s)</source>
        <translation>
            <numerusform>%n Berechtigung</numerusform>
            <numerusform>%n Berechtigungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n role(s)</source>
        <translation>
            <numerusform>%n Rolle</numerusform>
            <numerusform>%n Rollen</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing is changed</source>
        <translation>nichts ist geändert</translation>
    </message>
    <message>
        <source>Nobody gains or loses anything: the roles have it from others.</source>
        <translation>Niemand gewinnt oder verliert etwas: die Rollen haben es von anderen.</translation>
    </message>
    <message>
        <source>%1, more than %2 people and applications</source>
        <translation>%1, mehr als %2 Personen und Anwendungen</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n people and applications</source>
        <translation>
            <numerusform>%1, %n Person oder Anwendung</numerusform>
            <numerusform>%1, %n Personen und Anwendungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: gains %2</source>
        <translation>%1: bekommt %2</translation>
    </message>
    <message>
        <source>%1: loses %2</source>
        <translation>%1: verliert %2</translation>
    </message>
    <message>
        <source>Review the changes of roles</source>
        <translation>Änderungen der Rollen prüfen</translation>
    </message>
    <message>
        <source>%1 It takes effect at once.</source>
        <translation>%1 Es gilt sofort.</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message numerus="yes">
        <source>%n role(s) were saved.</source>
        <translation>
            <numerusform>%n Rolle wurde gespeichert.</numerusform>
            <numerusform>%n Rollen wurden gespeichert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n role(s) were saved before.</source>
        <translation>
            <numerusform>%n Rolle wurde vorher gespeichert.</numerusform>
            <numerusform>%n Rollen wurden vorher gespeichert.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Why?</source>
        <translation>&amp;Warum?</translation>
    </message>
    <message>
        <source>no cell is chosen</source>
        <translation>kein Feld ist gewählt</translation>
    </message>
    <message>
        <source>There are no permissions yet. Make the first one with Ctrl+N.</source>
        <translation>Es gibt noch keine Berechtigungen. Die erste entsteht mit Strg+N.</translation>
    </message>
    <message>
        <source>save or discard what is drafted first</source>
        <translation>erst den Entwurf speichern oder verwerfen</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <translation>%1 für %2</translation>
    </message>
    <message>
        <source>No longer possible: %1.</source>
        <translation>Nicht mehr möglich: %1.</translation>
    </message>
    <message>
        <source>Somebody else changed a role meanwhile. What you changed still stands here, on what they made of it; look, and save again.</source>
        <translation>Jemand anderes hat inzwischen eine Rolle geändert. Was Sie geändert haben, steht noch hier, auf dem neuen Stand; sehen Sie nach und speichern Sie noch einmal.</translation>
    </message>
</context>
<context>
    <name>auth::console::PinDialog</name>
    <message>
        <source>It expired on %1.</source>
        <translation>Es ist am %1 abgelaufen.</translation>
    </message>
    <message>
        <source>It counts from %1 on only.</source>
        <translation>Es gilt erst ab %1.</translation>
    </message>
    <message>
        <source>It is for another host: %1.</source>
        <translation>Es gilt für einen anderen Rechner: %1.</translation>
    </message>
    <message>
        <source>Its issuer is unknown here: %1.</source>
        <translation>Sein Aussteller ist hier unbekannt: %1.</translation>
    </message>
    <message>
        <source>The server signed it itself, so nobody vouches for it.</source>
        <translation>Der Server hat es selbst unterschrieben, also bürgt niemand dafür.</translation>
    </message>
    <message>
        <source>The server shows another key than the one that is pinned: it is another server, or it has a new key. If whoever runs it says so, take the pin away: authctl context set NAME pin=</source>
        <translation>Der Server zeigt einen anderen Schlüssel als den festgelegten: Es ist ein anderer Server, oder er hat einen neuen Schlüssel. Sagt das der Betreiber, die Festlegung wegnehmen: authctl context set NAME pin=</translation>
    </message>
    <message>
        <source>It is not to be trusted.</source>
        <translation>Ihm ist nicht zu trauen.</translation>
    </message>
    <message>
        <source>The certificate of the server is not good, so nothing was sent.</source>
        <translation>Das Zertifikat des Servers ist nicht gut, deshalb wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>Certificate of %1</source>
        <translation>Zertifikat von %1</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>Ausgestellt von</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>Gilt</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>SHA-256 of its public &amp;key</source>
        <translation>SHA-256 des öffentlichen &amp;Schlüssels</translation>
    </message>
    <message>
        <source>Whoever runs the server can tell you this number. If it is the same, the key can be pinned: from then on %1 is whoever has this key, and another one is refused. Other servers are not touched by it.</source>
        <translation>Wer den Server betreibt, kann diese Zahl nennen. Ist sie dieselbe, kann der Schlüssel festgelegt werden: Von da an ist %1, wer diesen Schlüssel hat, und ein anderer wird abgelehnt. Andere Server betrifft das nicht.</translation>
    </message>
    <message>
        <source>I have &amp;compared the number with the server&apos;s</source>
        <translation>Ich habe die Zahl mit der des Servers &amp;verglichen</translation>
    </message>
    <message>
        <source>&amp;Pin this key</source>
        <translation>Diesen Schlüssel &amp;festlegen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Compare the number first</source>
        <translation>Erst die Zahl vergleichen</translation>
    </message>
</context>
<context>
    <name>auth::console::QrCodeView</name>
    <message>
        <source>QR code</source>
        <translation>QR-Code</translation>
    </message>
</context>
<context>
    <name>auth::console::RealmSwitcher</name>
    <message>
        <source>Realm</source>
        <translation>Realm</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Realm: %1</source>
        <translation>Realm: %1</translation>
    </message>
    <message>
        <source>Switch to another realm (Ctrl+Shift+R)</source>
        <translation>Zu einem anderen Realm wechseln (Strg+Umschalt+R)</translation>
    </message>
    <message>
        <source>Search realms</source>
        <translation>Realms suchen</translation>
    </message>
    <message>
        <source>Realms found</source>
        <translation>Gefundene Realms</translation>
    </message>
</context>
<context>
    <name>auth::console::RemoteTab</name>
    <message>
        <source>This could not be read.</source>
        <translation>Das konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Nothing is selected</source>
        <translation>Nichts ist gewählt</translation>
    </message>
</context>
<context>
    <name>auth::console::RemoteTableModel</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>The answer is no list.</source>
        <translation>Die Antwort ist keine Liste.</translation>
    </message>
</context>
<context>
    <name>auth::console::RequestDialog</name>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Type %1</source>
        <translation>%1 eintippen</translation>
    </message>
    <message>
        <source>R&amp;eason</source>
        <translation>&amp;Grund</translation>
    </message>
    <message>
        <source>Kept in the audit trail. The same as a command: %1</source>
        <translation>Wird im Audit-Log aufbewahrt. Dasselbe als Befehl: %1</translation>
    </message>
    <message>
        <source>Type %1 to confirm</source>
        <translation>Zur Bestätigung %1 eintippen</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation>&amp;Fertig</translation>
    </message>
    <message>
        <source>Copied; forgotten in 30 s</source>
        <translation>Kopiert; in 30 s vergessen</translation>
    </message>
    <message>
        <source>It can be taken back for as long as the realm keeps what is deleted.</source>
        <translation>Es lässt sich zurückholen, solange der Realm Gelöschtes aufbewahrt.</translation>
    </message>
    <message>
        <source>It cannot be taken back: the realm keeps nothing that is deleted.</source>
        <translation>Es lässt sich nicht zurückholen: Der Realm bewahrt nichts Gelöschtes auf.</translation>
    </message>
    <message>
        <source>It can be taken back until %1.</source>
        <translation>Es lässt sich zurückholen bis %1.</translation>
    </message>
</context>
<context>
    <name>auth::console::ReviewDialog</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Asking the server whether it would take this…</source>
        <translation>Der Server wird gefragt, ob er das annähme…</translation>
    </message>
    <message>
        <source>Review changes</source>
        <translation>Änderungen prüfen</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Dann</translation>
    </message>
    <message>
        <source>&amp;Changes</source>
        <translation>Ä&amp;nderungen</translation>
    </message>
    <message>
        <source>The change as a command</source>
        <translation>Die Änderung als Befehl</translation>
    </message>
    <message>
        <source>C&amp;ommand</source>
        <translation>&amp;Befehl</translation>
    </message>
    <message>
        <source>The change as an HTTP request</source>
        <translation>Die Änderung als HTTP-Anfrage</translation>
    </message>
    <message>
        <source>&amp;Request</source>
        <translation>An&amp;frage</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Kept with the change in the audit trail</source>
        <translation>Wird mit der Änderung im Audit-Log aufbewahrt</translation>
    </message>
    <message>
        <source>R&amp;eason</source>
        <translation>&amp;Grund</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>✔ The server would take this.</source>
        <translation>✔ Der Server nähme das an.</translation>
    </message>
    <message>
        <source>✖ The server would refuse this: %1</source>
        <translation>✖ Der Server wiese das ab: %1</translation>
    </message>
    <message>
        <source>It could not be tried whether the server would take this: %1</source>
        <translation>Ob der Server das annähme, war nicht zu erproben: %1</translation>
    </message>
</context>
<context>
    <name>auth::console::RolePage</name>
    <message>
        <source>through %1</source>
        <translation>über %1</translation>
    </message>
    <message>
        <source>&amp;General</source>
        <translation>&amp;Allgemein</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>The role of an application is named client_id:name.</source>
        <translation>Die Rolle einer Anwendung heißt client_id:name.</translation>
    </message>
    <message>
        <source>&amp;Description</source>
        <translation>&amp;Beschreibung</translation>
    </message>
    <message>
        <source>Counts with two factors only</source>
        <translation>Zählt nur mit zwei Faktoren</translation>
    </message>
    <message>
        <source>In tokens of other sign-ins it is named as inactive, with what it inherits.</source>
        <translation>In Tokens anderer Anmeldungen wird sie als inaktiv genannt, samt dem, was sie erbt.</translation>
    </message>
    <message>
        <source>Counts with a verified e-mail address only</source>
        <translation>Zählt nur mit bestätigter E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Counts with a verified phone number only</source>
        <translation>Zählt nur mit bestätigter Telefonnummer</translation>
    </message>
    <message>
        <source>For everybody else it is inactive, with what it inherits.</source>
        <translation>Für alle anderen ist sie inaktiv, samt dem, was sie erbt.</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>Anwendung</translation>
    </message>
    <message>
        <source>In this console and its API</source>
        <translation>In dieser Konsole und ihrer API</translation>
    </message>
    <message>
        <source>&amp;Rights</source>
        <translation>&amp;Rechte</translation>
    </message>
    <message>
        <source>One on each line: users:read, *:read, or * for all.</source>
        <translation>Eines je Zeile: users:read, *:read, oder * für alle.</translation>
    </message>
    <message>
        <source>In &amp;realms</source>
        <translation>In &amp;Realms</translation>
    </message>
    <message>
        <source>One on each line; empty: in all of them.</source>
        <translation>Einer je Zeile; leer: in allen.</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Berechtigungen</translation>
    </message>
    <message>
        <source>&amp;Permissions</source>
        <translation>&amp;Berechtigungen</translation>
    </message>
    <message>
        <source>Roles that it inherits from</source>
        <translation>Rollen, von denen sie erbt</translation>
    </message>
    <message>
        <source>&amp;Inherits from</source>
        <translation>&amp;Erbt von</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>&amp;Assign</source>
        <translation>&amp;Zuweisen</translation>
    </message>
    <message>
        <source>&amp;Members</source>
        <translation>&amp;Mitglieder</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>application</source>
        <translation>Anwendung</translation>
    </message>
    <message>
        <source>Where from</source>
        <translation>Woher</translation>
    </message>
    <message>
        <source>made by the server</source>
        <translation>vom Server gemacht</translation>
    </message>
    <message>
        <source>%1 is not there</source>
        <translation>%1 gibt es nicht</translation>
    </message>
    <message>
        <source>%1 has more rights than you</source>
        <translation>%1 hat mehr Rechte als Sie</translation>
    </message>
    <message>
        <source>A permission for this role: resource:action</source>
        <translation>Eine Berechtigung für diese Rolle: resource:action</translation>
    </message>
    <message>
        <source>A role that this one is to inherit from</source>
        <translation>Eine Rolle, von der diese erben soll</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>What the role lets administrators do. Permissions of your own applications stand on the next tab.</source>
        <translation>Was die Rolle Administratoren erlaubt. Berechtigungen eigener Anwendungen stehen auf dem nächsten Reiter.</translation>
    </message>
    <message>
        <source>assigned directly</source>
        <translation>direkt zugewiesen</translation>
    </message>
    <message>
        <source>Nobody has this role.</source>
        <translation>Niemand hat diese Rolle.</translation>
    </message>
    <message>
        <source>&amp;Take it away</source>
        <translation>&amp;Nehmen</translation>
    </message>
    <message>
        <source>It comes through another role: take that away</source>
        <translation>Sie kommt über eine andere Rolle: diese nehmen</translation>
    </message>
    <message>
        <source>&amp;Assign…</source>
        <translation>&amp;Zuweisen…</translation>
    </message>
    <message>
        <source>Assign the role</source>
        <translation>Die Rolle zuweisen</translation>
    </message>
    <message>
        <source>Whoever gets %1 has what it permits at once.</source>
        <translation>Wer %1 bekommt, hat sofort, was sie erlaubt.</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Applications</source>
        <translation>Anwendungen</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>&amp;An</translation>
    </message>
    <message>
        <source>&amp;Names</source>
        <translation>&amp;Namen</translation>
    </message>
    <message>
        <source>User names or e-mail addresses, client_ids of applications; with commas between</source>
        <translation>Benutzernamen oder E-Mail-Adressen, client_ids von Anwendungen; mit Kommas dazwischen</translation>
    </message>
    <message>
        <source>A name is needed.</source>
        <translation>Ein Name wird gebraucht.</translation>
    </message>
    <message>
        <source>Changed: %1.</source>
        <translation>Geändert: %1.</translation>
    </message>
</context>
<context>
    <name>auth::console::RoleTree</name>
    <message>
        <source>Inherits from %1</source>
        <translation>Erbt von %1</translation>
    </message>
    <message>
        <source>%1 (made by the server)</source>
        <translation>%1 (vom Server gemacht)</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Own permissions</source>
        <translation>Eigene Berechtigungen</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>Anwendung</translation>
    </message>
</context>
<context>
    <name>auth::console::RolesPage</name>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Find a role by its name or description</source>
        <translation>Eine Rolle nach Name oder Beschreibung suchen</translation>
    </message>
    <message>
        <source>Find a role</source>
        <translation>Eine Rolle suchen</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>De&amp;lete…</source>
        <translation>&amp;Löschen…</translation>
    </message>
    <message>
        <source>&amp;New role…</source>
        <translation>&amp;Neue Rolle…</translation>
    </message>
    <message numerus="yes">
        <source>%n role(s)</source>
        <translation>
            <numerusform>%n Rolle</numerusform>
            <numerusform>%n Rollen</numerusform>
        </translation>
    </message>
    <message>
        <source>no role is chosen</source>
        <translation>keine Rolle ist gewählt</translation>
    </message>
    <message>
        <source>the server made this role</source>
        <translation>der Server hat diese Rolle gemacht</translation>
    </message>
    <message>
        <source>New role</source>
        <translation>Neue Rolle</translation>
    </message>
    <message>
        <source>&amp;Create</source>
        <translation>&amp;Anlegen</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>The role of an application: client_id:name</source>
        <translation>Die Rolle einer Anwendung: client_id:name</translation>
    </message>
    <message>
        <source>&amp;Description</source>
        <translation>&amp;Beschreibung</translation>
    </message>
    <message>
        <source>&amp;Inherits from</source>
        <translation>&amp;Erbt von</translation>
    </message>
    <message>
        <source>Names of roles, with commas between</source>
        <translation>Namen von Rollen, mit Kommas dazwischen</translation>
    </message>
    <message>
        <source>A name is needed.</source>
        <translation>Ein Name wird gebraucht.</translation>
    </message>
    <message>
        <source>Delete a role</source>
        <translation>Eine Rolle löschen</translation>
    </message>
    <message>
        <source>Everybody who has %1 loses it, and what it gives, at once. Roles that inherit from it lose what it gave them.</source>
        <translation>Alle, die %1 haben, verlieren sie und was sie gibt, sofort. Rollen, die von ihr erben, verlieren, was sie ihnen gab.</translation>
    </message>
    <message>
        <source>&amp;Delete %1</source>
        <translation>%1 &amp;löschen</translation>
    </message>
    <message>
        <source>%1 is deleted.</source>
        <translation>%1 ist gelöscht.</translation>
    </message>
</context>
<context>
    <name>auth::console::SecretsTab</name>
    <message>
        <source>&amp;New secret…</source>
        <translation>&amp;Neues Geheimnis…</translation>
    </message>
    <message>
        <source>&amp;Take away…</source>
        <translation>&amp;Nehmen…</translation>
    </message>
    <message>
        <source>Secrets</source>
        <translation>Geheimnisse</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Gemacht</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>This could not be read.</source>
        <translation>Das konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Nothing is selected</source>
        <translation>Nichts ist gewählt</translation>
    </message>
    <message>
        <source>New secret</source>
        <translation>Neues Geheimnis</translation>
    </message>
    <message>
        <source>&amp;Make it</source>
        <translation>&amp;Erzeugen</translation>
    </message>
    <message>
        <source>The secret is made by the server and shown once. The others can stay for a while, so that the program is changed without a pause.</source>
        <translation>Der Server erzeugt das Geheimnis und zeigt es einmal. Die anderen können eine Weile bleiben, damit das Programm ohne Pause umgestellt wird.</translation>
    </message>
    <message>
        <source>&amp;Others end in</source>
        <translation>&amp;Andere enden in</translation>
    </message>
    <message>
        <source>Like 15 min, 12 h or 30 d; empty: they stay.</source>
        <translation>Etwa 15 min, 12 h oder 30 d; leer: sie bleiben.</translation>
    </message>
    <message>
        <source>Not a length of time</source>
        <translation>Keine Dauer</translation>
    </message>
    <message>
        <source>This is the only time that it is shown. Give it to the program now.</source>
        <translation>Es wird nur dieses eine Mal gezeigt. Bitte jetzt dem Programm geben.</translation>
    </message>
    <message>
        <source>Take the secret away</source>
        <translation>Das Geheimnis nehmen</translation>
    </message>
    <message>
        <source>Whoever uses it is turned away at once.</source>
        <translation>Wer es benutzt, wird sofort abgewiesen.</translation>
    </message>
    <message>
        <source>&amp;Take it away</source>
        <translation>&amp;Nehmen</translation>
    </message>
</context>
<context>
    <name>auth::console::ShortcutsDialog</name>
    <message>
        <source>&amp;Standard keys</source>
        <translation>&amp;Übliche Tasten</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Tastatur</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Aktionen und ihre Tasten</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Keys of the chosen action</source>
        <translation>Tasten der gewählten Aktion</translation>
    </message>
    <message>
        <source>Auth Console %1</source>
        <translation>Auth-Konsole %1</translation>
    </message>
    <message>
        <source>&amp;Press its new keys</source>
        <translation>Die neuen Tasten &amp;drücken</translation>
    </message>
    <message>
        <source>%1 belongs to “%2” already.</source>
        <translation>%1 gehört schon zu „%2“.</translation>
    </message>
</context>
<context>
    <name>auth::console::Sidebar</name>
    <message>
        <source>Directory</source>
        <translation>Verzeichnis</translation>
    </message>
    <message>
        <source>Applications</source>
        <translation>Anwendungen</translation>
    </message>
    <message>
        <source>Governance</source>
        <translation>Governance</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Needs the right %1</source>
        <translation>Braucht das Recht %1</translation>
    </message>
</context>
<context>
    <name>auth::console::SignInPanel</name>
    <message>
        <source>Sign in with the &amp;browser</source>
        <translation>Mit dem &amp;Browser anmelden</translation>
    </message>
    <message>
        <source>Sign in with your browser. If none opens, open this yourself:</source>
        <translation>Bitte mit dem Browser anmelden. Wenn sich keiner öffnet, diese Adresse selbst öffnen:</translation>
    </message>
    <message>
        <source>Link to sign in with</source>
        <translation>Link zum Anmelden</translation>
    </message>
    <message>
        <source>&amp;Stop waiting</source>
        <translation>&amp;Nicht mehr warten</translation>
    </message>
</context>
<context>
    <name>auth::console::SnippetsTab</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;For</source>
        <translation>&amp;Für</translation>
    </message>
    <message>
        <source>Program or library</source>
        <translation>Programm oder Bibliothek</translation>
    </message>
    <message>
        <source>What one copies</source>
        <translation>Was man kopiert</translation>
    </message>
    <message>
        <source>No secret is in it: the program reads it from its environment. A new one is made under Credentials.</source>
        <translation>Darin ist kein Geheimnis: das Programm liest es aus seiner Umgebung. Ein neues entsteht unter Zugangsdaten.</translation>
    </message>
</context>
<context>
    <name>auth::console::StepUpDialog</name>
    <message>
        <source>The server wants a sign-in with a second factor that is not older than %1.</source>
        <translation>Der Server verlangt eine Anmeldung mit einem zweiten Faktor, die nicht älter ist als %1.</translation>
    </message>
    <message>
        <source>The server wants a sign-in that is not older than %1.</source>
        <translation>Der Server verlangt eine Anmeldung, die nicht älter ist als %1.</translation>
    </message>
    <message>
        <source>The server wants a sign-in with a second factor.</source>
        <translation>Der Server verlangt eine Anmeldung mit einem zweiten Faktor.</translation>
    </message>
    <message>
        <source>The server wants another sign-in.</source>
        <translation>Der Server verlangt eine neue Anmeldung.</translation>
    </message>
    <message>
        <source>The server wants a sign-in of the level %1.</source>
        <translation>Der Server verlangt eine Anmeldung der Stufe %1.</translation>
    </message>
    <message>
        <source>Prove who you are</source>
        <translation>Ausweisen</translation>
    </message>
    <message>
        <source>What you asked for waits, and is done once you have signed in: %1. Nothing that you edited is lost.</source>
        <translation>Was Sie verlangt haben, wartet und geschieht, sobald Sie sich angemeldet haben: %1. Nichts, was Sie bearbeitet haben, geht verloren.</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
</context>
<context>
    <name>auth::console::Tile</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>auth::console::TimeRange</name>
    <message>
        <source>Time range</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Letzte 24 Stunden</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation>Letzte 90 Tage</translation>
    </message>
    <message>
        <source>From – to</source>
        <translation>Von – bis</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
</context>
<context>
    <name>auth::console::TokenPreviewTab</name>
    <message>
        <source>User name; empty: the application itself</source>
        <translation>Benutzername; leer: die Anwendung selbst</translation>
    </message>
    <message>
        <source>Scope; empty: all that it may ask for</source>
        <translation>Scope; leer: alles, worum sie bitten darf</translation>
    </message>
    <message>
        <source>&amp;Preview</source>
        <translation>&amp;Vorschau</translation>
    </message>
    <message>
        <source>&amp;For</source>
        <translation>&amp;Für</translation>
    </message>
    <message>
        <source>User that the tokens are for</source>
        <translation>Benutzer, für den die Token sind</translation>
    </message>
    <message>
        <source>Sc&amp;ope</source>
        <translation>Sc&amp;ope</translation>
    </message>
    <message>
        <source>Scope that is asked for</source>
        <translation>Scope, um den gebeten wird</translation>
    </message>
    <message>
        <source>Claims and where they come from</source>
        <translation>Claims und woher sie kommen</translation>
    </message>
    <message>
        <source>In</source>
        <translation>In</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>Claim</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>Weil</translation>
    </message>
    <message>
        <source>The tokens as JSON</source>
        <translation>Die Token als JSON</translation>
    </message>
    <message>
        <source>It may not ask for: %1</source>
        <translation>Sie darf nicht bitten um: %1</translation>
    </message>
    <message>
        <source>What the tokens would say, without any being made: choose for whom, and press Preview.</source>
        <translation>Was in den Tokens stünde, ohne dass welche entstehen: Wählen Sie, für wen, und drücken Sie „Vorschau“.</translation>
    </message>
</context>
<context>
    <name>auth::console::TokensPage</name>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>&amp;Inspect</source>
        <translation>&amp;Untersuchen</translation>
    </message>
    <message>
        <source>&amp;Revoke…</source>
        <translation>&amp;Widerrufen…</translation>
    </message>
    <message>
        <source>Revoke its &amp;family…</source>
        <translation>Seine &amp;Familie widerrufen…</translation>
    </message>
    <message>
        <source>Revoke a&amp;ll of…</source>
        <translation>A&amp;lle widerrufen von…</translation>
    </message>
    <message>
        <source>&amp;Token</source>
        <translation>&amp;Token</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>An access token or a refresh token of this realm</source>
        <translation>Ein Zugriffs- oder Erneuerungstoken dieses Realms</translation>
    </message>
    <message>
        <source>Claims</source>
        <translation>Angaben</translation>
    </message>
    <message>
        <source>no token is pasted</source>
        <translation>kein Token ist eingefügt</translation>
    </message>
    <message>
        <source>An access token</source>
        <translation>Ein Zugriffstoken</translation>
    </message>
    <message>
        <source>A refresh token</source>
        <translation>Ein Erneuerungstoken</translation>
    </message>
    <message>
        <source>No token that this realm knows</source>
        <translation>Kein Token, das dieser Realm kennt</translation>
    </message>
    <message>
        <source>%1: it is good.</source>
        <translation>%1: es gilt.</translation>
    </message>
    <message>
        <source>%1: it is good for nothing.</source>
        <translation>%1: es gilt nicht.</translation>
    </message>
    <message>
        <source>%1: it is good for nothing: %2</source>
        <translation>%1: es gilt nicht: %2</translation>
    </message>
    <message>
        <source>Application: %1</source>
        <translation>Anwendung: %1</translation>
    </message>
    <message>
        <source>Subject: %1</source>
        <translation>Subjekt: %1</translation>
    </message>
    <message>
        <source>Scope: %1</source>
        <translation>Scope: %1</translation>
    </message>
    <message>
        <source>Session: %1</source>
        <translation>Sitzung: %1</translation>
    </message>
    <message>
        <source>Grant: %1</source>
        <translation>Bewilligung: %1</translation>
    </message>
    <message>
        <source>Issued: %1</source>
        <translation>Ausgestellt: %1</translation>
    </message>
    <message>
        <source>Expires: %1</source>
        <translation>Läuft ab: %1</translation>
    </message>
    <message>
        <source>&amp;Revoke</source>
        <translation>&amp;Widerrufen</translation>
    </message>
    <message>
        <source>It is revoked, on every node.</source>
        <translation>Es ist widerrufen, auf jedem Knoten.</translation>
    </message>
    <message>
        <source>Revoke the token</source>
        <translation>Token widerrufen</translation>
    </message>
    <message>
        <source>It is good for nothing from now on; a refresh token with all that came of it.</source>
        <translation>Es gilt von jetzt an nicht mehr; ein Erneuerungstoken mit allem, was daraus wurde.</translation>
    </message>
    <message>
        <source>Revoke the token&apos;s family</source>
        <translation>Familie des Tokens widerrufen</translation>
    </message>
    <message>
        <source>Everything that came of the same sign-in of the person to the application ends.</source>
        <translation>Alles, was aus derselben Anmeldung der Person bei der Anwendung wurde, endet.</translation>
    </message>
    <message>
        <source>Revoke all tokens</source>
        <translation>Alle Tokens widerrufen</translation>
    </message>
    <message>
        <source>&amp;Revoke all</source>
        <translation>Alle &amp;widerrufen</translation>
    </message>
    <message>
        <source>Also those that outlive sessions. Sessions go on: an application gets new tokens from people who are still signed in.</source>
        <translation>Auch die, die Sitzungen überdauern. Sitzungen laufen weiter: Von Personen, die noch angemeldet sind, bekommt eine Anwendung neue Tokens.</translation>
    </message>
    <message>
        <source>A person</source>
        <translation>Einer Person</translation>
    </message>
    <message>
        <source>An application</source>
        <translation>Einer Anwendung</translation>
    </message>
    <message>
        <source>Everybody of the realm</source>
        <translation>Aller im Realm</translation>
    </message>
    <message>
        <source>&amp;Of</source>
        <translation>&amp;Von</translation>
    </message>
    <message>
        <source>&amp;Who</source>
        <translation>W&amp;er</translation>
    </message>
    <message>
        <source>A user name or client id; for everybody, the name of the realm.</source>
        <translation>Ein Benutzername oder eine Client-Id; für alle der Name des Realms.</translation>
    </message>
    <message>
        <source>R&amp;eason</source>
        <translation>&amp;Grund</translation>
    </message>
    <message>
        <source>Kept in the audit trail.</source>
        <translation>Wird im Protokoll aufbewahrt.</translation>
    </message>
    <message>
        <source>Type %1 to confirm</source>
        <translation>Zur Bestätigung %1 eintippen</translation>
    </message>
    <message>
        <source>A name is needed</source>
        <translation>Ein Name ist nötig</translation>
    </message>
    <message numerus="yes">
        <source>%n family(s) of refresh tokens ended.</source>
        <translation>
            <numerusform>%n Familie von Erneuerungstokens endete.</numerusform>
            <numerusform>%n Familien von Erneuerungstokens endeten.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auth::console::TotpDialog</name>
    <message>
        <source>Set up an authenticator app</source>
        <translation>Authenticator-App einrichten</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <source>The person needs an app on the telephone that makes one-time codes, and has to be beside you: the next step shows a code to read with it.</source>
        <translation>Die Person braucht eine App auf dem Telefon, die Einmalcodes erzeugt, und muss neben Ihnen sein: der nächste Schritt zeigt einen Code, den sie damit liest.</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Na&amp;me of the app or device</source>
        <translation>Na&amp;me der App oder des Geräts</translation>
    </message>
    <message>
        <source>Read this with the app, then type the code that it shows.</source>
        <translation>Dies mit der App lesen, dann den Code eingeben, den sie zeigt.</translation>
    </message>
    <message>
        <source>Or type this &amp;secret</source>
        <translation>Oder dieses &amp;Geheimnis eintippen</translation>
    </message>
    <message>
        <source>&amp;Code that the app shows</source>
        <translation>&amp;Code, den die App zeigt</translation>
    </message>
    <message>
        <source>QR code for the authenticator app; the secret stands below as text</source>
        <translation>QR-Code für die Authenticator-App; das Geheimnis steht darunter als Text</translation>
    </message>
    <message>
        <source>&amp;Confirm</source>
        <translation>&amp;Bestätigen</translation>
    </message>
    <message>
        <source>The code has six digits or more.</source>
        <translation>Der Code hat sechs Ziffern oder mehr.</translation>
    </message>
</context>
<context>
    <name>auth::console::ViewButton</name>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Saved views, and which columns are shown</source>
        <translation>Gespeicherte Ansichten, und welche Spalten gezeigt werden</translation>
    </message>
    <message>
        <source>No saved views yet</source>
        <translation>Noch keine gespeicherten Ansichten</translation>
    </message>
    <message>
        <source>&amp;Save this view…</source>
        <translation>Diese Ansicht &amp;speichern …</translation>
    </message>
    <message>
        <source>&amp;Delete a view</source>
        <translation>Ansicht &amp;löschen</translation>
    </message>
    <message>
        <source>&amp;Columns</source>
        <translation>S&amp;palten</translation>
    </message>
    <message>
        <source>Save this view</source>
        <translation>Diese Ansicht speichern</translation>
    </message>
    <message>
        <source>Name of the filter, columns and order that are shown now:</source>
        <translation>Name für Filter, Spalten und Reihenfolge, wie sie jetzt gezeigt werden:</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
</context>
<context>
    <name>auth::console::WhyDialog</name>
    <message>
        <source>person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>application</source>
        <translation>Anwendung</translation>
    </message>
    <message>
        <source>%1 gives %2 itself.</source>
        <translation>%1 gibt %2 selbst.</translation>
    </message>
    <message>
        <source>%1: the last one gives %2.</source>
        <translation>%1: Die letzte gibt %2.</translation>
    </message>
    <message>
        <source>Why %1?</source>
        <translation>Warum %1?</translation>
    </message>
    <message>
        <source>%1 does not give %2, and inherits from no role that does.</source>
        <translation>%1 gibt %2 nicht und erbt von keiner Rolle, die es gibt.</translation>
    </message>
    <message>
        <source>Who has it, as the server has it now</source>
        <translation>Wer es hat, nach dem Stand des Servers</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Where from</source>
        <translation>Woher</translation>
    </message>
    <message>
        <source>Who has %1</source>
        <translation>Wer %1 hat</translation>
    </message>
    <message>
        <source>Nobody has it.</source>
        <translation>Niemand hat es.</translation>
    </message>
</context>
</TS>
