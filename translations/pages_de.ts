<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>pages</name>
    <message>
        <source>account_change_password</source>
        <translation>Passwort ändern</translation>
    </message>
    <message>
        <source>account_device_first</source>
        <translation>Zuerst gesehen</translation>
    </message>
    <message>
        <source>account_device_last</source>
        <translation>Letzte Anmeldung</translation>
    </message>
    <message>
        <source>account_device_new</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>account_device_remembered</source>
        <translation>Ohne zweiten Faktor bis</translation>
    </message>
    <message>
        <source>account_device_review</source>
        <translation>Waren Sie das?</translation>
    </message>
    <message>
        <source>account_device_review_label</source>
        <translation>Waren Sie das? {device_agent}</translation>
    </message>
    <message>
        <source>account_device_revoke</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>account_device_revoke_label</source>
        <translation>{device_agent} entfernen und seine Sitzungen beenden</translation>
    </message>
    <message>
        <source>account_device_trust</source>
        <translation>Diesem Browser vertrauen</translation>
    </message>
    <message numerus="yes">
        <source>account_device_trust_label_n</source>
        <translation>
            <numerusform>Diesem Browser vertrauen: %n Tag lang kein zweiter Faktor</numerusform>
            <numerusform>Diesem Browser vertrauen: %n Tage lang kein zweiter Faktor</numerusform>
        </translation>
    </message>
    <message>
        <source>account_device_unremember</source>
        <translation>Wieder fragen</translation>
    </message>
    <message>
        <source>account_device_unremember_label</source>
        <translation>Wieder fragen, nach dem zweiten Faktor: {device_agent}</translation>
    </message>
    <message>
        <source>account_devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>account_devices_text</source>
        <translation>Browser, mit denen Sie sich angemeldet haben. Sie funktionieren weiter, wenn jemand anderes Passwörter von Ihnen ausprobiert.</translation>
    </message>
    <message>
        <source>account_email</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>account_heading</source>
        <translation>Ihr Konto</translation>
    </message>
    <message>
        <source>account_history</source>
        <translation>Letzte Aktivität</translation>
    </message>
    <message>
        <source>account_history_text</source>
        <translation>Sitzungen, die beendet sind.</translation>
    </message>
    <message>
        <source>account_last_seen</source>
        <translation>Zuletzt aktiv</translation>
    </message>
    <message>
        <source>account_name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>account_passkeys</source>
        <translation>Passkeys</translation>
    </message>
    <message>
        <source>account_revoke</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>account_revoke_label</source>
        <translation>{session_agent} abmelden, zuletzt aktiv {session_seen}</translation>
    </message>
    <message>
        <source>account_revoke_others</source>
        <translation>Alle anderen Geräte abmelden</translation>
    </message>
    <message>
        <source>account_security</source>
        <translation>Anmeldung und Sicherheit</translation>
    </message>
    <message>
        <source>account_security_news</source>
        <translation>Etwas daran, wie Sie sich anmelden, hat sich kürzlich geändert.</translation>
    </message>
    <message>
        <source>account_session_device</source>
        <translation>Auf dem Gerät, zuerst gesehen</translation>
    </message>
    <message>
        <source>account_sessions</source>
        <translation>Wo Sie angemeldet sind</translation>
    </message>
    <message numerus="yes">
        <source>account_sessions_n</source>
        <translation>
            <numerusform>Sie sind auf einem Gerät angemeldet.</numerusform>
            <numerusform>Sie sind auf %n Geräten angemeldet.</numerusform>
        </translation>
    </message>
    <message>
        <source>account_signed_in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>account_this_device</source>
        <translation>Dieser Browser</translation>
    </message>
    <message>
        <source>account_this_session</source>
        <translation>Dieses Gerät</translation>
    </message>
    <message>
        <source>account_title</source>
        <translation>Ihr Konto</translation>
    </message>
    <message>
        <source>account_unknown_browser</source>
        <translation>Unbekannter Browser</translation>
    </message>
    <message>
        <source>account_username</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>account_who</source>
        <translation>Wer Sie sind</translation>
    </message>
    <message>
        <source>backup_codes_done</source>
        <translation>Ich habe sie aufbewahrt</translation>
    </message>
    <message>
        <source>backup_codes_heading</source>
        <translation>Ihre Ersatzcodes</translation>
    </message>
    <message>
        <source>backup_codes_lead</source>
        <translation>Mit jedem melden Sie sich einmal an, wenn Ihre Authenticator-App nicht zur Hand ist. Sie werden nur dieses eine Mal angezeigt: Bewahren Sie sie dort auf, wo nur Sie sie finden. Nach einem Jahr verfallen sie.</translation>
    </message>
    <message>
        <source>backup_codes_title</source>
        <translation>Ersatzcodes</translation>
    </message>
    <message>
        <source>cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>consent_account</source>
        <translation>Ihr Konto</translation>
    </message>
    <message>
        <source>consent_allow</source>
        <translation>Erlauben</translation>
    </message>
    <message>
        <source>consent_deny</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>consent_destination</source>
        <translation>Zurück zu</translation>
    </message>
    <message>
        <source>consent_heading</source>
        <translation>{client_name} Zugriff erlauben?</translation>
    </message>
    <message>
        <source>consent_lead</source>
        <translation>{client_name} bittet um folgende Berechtigungen:</translation>
    </message>
    <message>
        <source>consent_other_account</source>
        <translation>Anderes Konto verwenden</translation>
    </message>
    <message>
        <source>consent_realm</source>
        <translation>Angemeldet bei</translation>
    </message>
    <message>
        <source>consent_title</source>
        <translation>Berechtigung</translation>
    </message>
    <message>
        <source>continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>continue_as</source>
        <translation>Als {username} fortfahren</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>demo_title</source>
        <translation>Demo-Anwendung</translation>
    </message>
    <message>
        <source>dev_gallery_title</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>dev_letters_title</source>
        <translation>Briefe</translation>
    </message>
    <message>
        <source>dev_outbox_title</source>
        <translation>Postausgang</translation>
    </message>
    <message>
        <source>device_address</source>
        <translation>Netzwerkadresse</translation>
    </message>
    <message>
        <source>device_allow</source>
        <translation>Ja, erlauben</translation>
    </message>
    <message>
        <source>device_allowed_heading</source>
        <translation>Ihr Gerät ist verbunden</translation>
    </message>
    <message>
        <source>device_allowed_text</source>
        <translation>Es macht gleich von selbst weiter. Sie können diese Seite schließen.</translation>
    </message>
    <message>
        <source>device_application</source>
        <translation>Anwendung</translation>
    </message>
    <message>
        <source>device_check_lead</source>
        <translation>In diesem Browser haben Sie sich noch nicht angemeldet. Ein Code ist an {destination} gegangen. Er gilt zehn Minuten.</translation>
    </message>
    <message>
        <source>device_code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>device_compare</source>
        <translation>Fahren Sie nur fort, wenn Ihr Gerät genau diesen Code anzeigt.</translation>
    </message>
    <message>
        <source>device_confirm_heading</source>
        <translation>Darf sich dieses Gerät in Ihrem Namen anmelden?</translation>
    </message>
    <message>
        <source>device_confirm_lead</source>
        <translation>Ein Gerät möchte bei {client_name} mit Ihrem Konto angemeldet werden.</translation>
    </message>
    <message>
        <source>device_confirmed_heading</source>
        <translation>Danke</translation>
    </message>
    <message>
        <source>device_confirmed_text</source>
        <translation>Das Gerät gehört Ihnen. Sonst ist nichts zu tun.</translation>
    </message>
    <message>
        <source>device_denied_heading</source>
        <translation>Das Gerät wurde abgelehnt</translation>
    </message>
    <message>
        <source>device_denied_text</source>
        <translation>Es hat keinen Zugriff auf Ihr Konto. Sie können diese Seite schließen.</translation>
    </message>
    <message>
        <source>device_deny</source>
        <translation>Nein, ablehnen</translation>
    </message>
    <message>
        <source>device_device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>device_disowned_heading</source>
        <translation>Alle sind abgemeldet</translation>
    </message>
    <message>
        <source>device_disowned_text</source>
        <translation>Alle Sitzungen des Kontos wurden beendet. Melden Sie sich an, um ein anderes Passwort zu wählen.</translation>
    </message>
    <message>
        <source>device_elsewhere</source>
        <translation>Auf dem Telefon fortfahren</translation>
    </message>
    <message>
        <source>device_elsewhere_detail</source>
        <translation>Scannen Sie diesen Code mit dem Telefon, auf dem Sie sich anmelden möchten.</translation>
    </message>
    <message>
        <source>device_error_code</source>
        <translation>Dieser Code ist nicht gültig oder abgelaufen. Prüfen Sie ihn oder lassen Sie sich auf Ihrem Gerät einen neuen anzeigen.</translation>
    </message>
    <message>
        <source>device_gone_heading</source>
        <translation>Diese Anfrage ist beendet</translation>
    </message>
    <message>
        <source>device_gone_text</source>
        <translation>Sie ist abgelaufen oder wurde schon beantwortet. Lassen Sie sich auf Ihrem Gerät einen neuen Code anzeigen und geben Sie ihn hier ein.</translation>
    </message>
    <message>
        <source>device_heading</source>
        <translation>Gerät verbinden</translation>
    </message>
    <message>
        <source>device_lead</source>
        <translation>Geben Sie den Code ein, den Ihr Gerät anzeigt.</translation>
    </message>
    <message>
        <source>device_qr_label</source>
        <translation>QR-Code mit der Adresse dieser Seite</translation>
    </message>
    <message>
        <source>device_question</source>
        <translation>Haben Sie das veranlasst?</translation>
    </message>
    <message>
        <source>device_scopes</source>
        <translation>Es kann dann</translation>
    </message>
    <message>
        <source>device_started</source>
        <translation>Angefragt</translation>
    </message>
    <message>
        <source>device_title</source>
        <translation>Gerät verbinden</translation>
    </message>
    <message>
        <source>device_unknown</source>
        <translation>Unbekanntes Gerät</translation>
    </message>
    <message>
        <source>device_warning</source>
        <translation>Erlauben Sie es nur, wenn Sie sich gerade selbst auf diesem Gerät anmelden. Wenn Ihnen jemand den Code oder den Link geschickt hat, lehnen Sie ab.</translation>
    </message>
    <message>
        <source>download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>email_verification_lead</source>
        <translation>Zeigen Sie, dass Post Sie erreicht: Ein Code ist an {destination} gegangen. Er gilt zehn Minuten.</translation>
    </message>
    <message>
        <source>enrolment_back</source>
        <translation>Zurück, ohne sie einzurichten</translation>
    </message>
    <message>
        <source>enrolment_begin</source>
        <translation>Authenticator-App einrichten</translation>
    </message>
    <message>
        <source>enrolment_by_hand</source>
        <translation>Oder geben Sie dieses Geheimnis in der App ein:</translation>
    </message>
    <message>
        <source>enrolment_confirm</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>enrolment_heading</source>
        <translation>Authenticator-App einrichten</translation>
    </message>
    <message>
        <source>enrolment_intro</source>
        <translation>Eine Authenticator-App auf Ihrem Telefon zeigt jede halbe Minute einen neuen Code. Damit genügt ein gestohlenes Passwort nicht, um sich als Sie anzumelden.</translation>
    </message>
    <message>
        <source>enrolment_link</source>
        <translation>In einer App auf diesem Gerät öffnen</translation>
    </message>
    <message>
        <source>enrolment_qr_label</source>
        <translation>QR-Code für Ihre Authenticator-App</translation>
    </message>
    <message>
        <source>enrolment_required</source>
        <translation>Um fortzufahren, ist ein zweiter Faktor nötig.</translation>
    </message>
    <message>
        <source>enrolment_scan</source>
        <translation>Scannen Sie dieses Bild mit der App und geben Sie dann den Code ein, den sie anzeigt.</translation>
    </message>
    <message>
        <source>enrolment_title</source>
        <translation>Authenticator-App</translation>
    </message>
    <message>
        <source>error_authenticator_name</source>
        <translation>Dieser Name geht nicht. Wählen Sie einen kürzeren ohne Sonderzeichen.</translation>
    </message>
    <message>
        <source>error_back</source>
        <translation>Zurück zur Anwendung</translation>
    </message>
    <message>
        <source>error_back_to_client</source>
        <translation>Zurück zu {client_name}</translation>
    </message>
    <message>
        <source>error_close</source>
        <translation>Sie können diese Seite schließen und in Ihrer Anwendung neu beginnen.</translation>
    </message>
    <message>
        <source>error_code_blocked</source>
        <translation>Zu viele falsche Codes. Warten Sie eine Weile oder nehmen Sie einen anderen Weg.</translation>
    </message>
    <message>
        <source>error_code_sent_enough</source>
        <translation>Vorerst wurden genug Codes gesendet. Nehmen Sie den letzten oder warten Sie zehn Minuten.</translation>
    </message>
    <message>
        <source>error_code_wrong</source>
        <translation>Dieser Code ist falsch oder wurde schon benutzt. Warten Sie auf den nächsten und geben Sie ihn ein.</translation>
    </message>
    <message>
        <source>error_forbidden_heading</source>
        <translation>Das ist nicht erlaubt</translation>
    </message>
    <message>
        <source>error_forbidden_text</source>
        <translation>Die Anfrage wurde abgelehnt. Wenn die Seite lange offen war oder von einer anderen Website kam, gehen Sie zurück und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>error_form_expired</source>
        <translation>Dieses Formular war nicht mehr gültig. Bitte senden Sie es noch einmal.</translation>
    </message>
    <message>
        <source>error_internal_heading</source>
        <translation>Etwas ist schiefgelaufen</translation>
    </message>
    <message>
        <source>error_internal_text</source>
        <translation>Der Fehler liegt bei uns, nicht bei Ihnen. Bitte versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>error_last_factor</source>
        <translation>Ein zweiter Faktor ist hier Pflicht. Richten Sie einen anderen ein, bevor Sie diesen entfernen.</translation>
    </message>
    <message>
        <source>error_misdirected_heading</source>
        <translation>Bitte über den Namen öffnen</translation>
    </message>
    <message>
        <source>error_misdirected_text</source>
        <translation>Sie sind über eine IP-Adresse gekommen, dieser Server hat aber einen anderen Namen. Die Anmeldung funktioniert nur dort, denn Browser halten die Cookies jedes Namens getrennt.</translation>
    </message>
    <message>
        <source>error_not_found_heading</source>
        <translation>Seite nicht gefunden</translation>
    </message>
    <message>
        <source>error_not_found_text</source>
        <translation>Unter dieser Adresse gibt es nichts. Der Link ist vielleicht unvollständig oder veraltet.</translation>
    </message>
    <message>
        <source>error_password_missing</source>
        <translation>Geben Sie Ihr Passwort ein.</translation>
    </message>
    <message>
        <source>error_password_too_long</source>
        <translation>Dieses Passwort ist zu lang.</translation>
    </message>
    <message>
        <source>error_password_too_short</source>
        <translation>Wählen Sie ein Passwort mit mindestens {minimum} Zeichen.</translation>
    </message>
    <message>
        <source>error_phone_number</source>
        <translation>Geben Sie die Nummer mit Landesvorwahl an, beginnend mit +.</translation>
    </message>
    <message>
        <source>error_reference</source>
        <translation>Wenn Sie um Hilfe bitten, nennen Sie diese Kennung:</translation>
    </message>
    <message>
        <source>error_request_heading</source>
        <translation>Diese Anfrage kann nicht ausgeführt werden</translation>
    </message>
    <message>
        <source>error_request_text</source>
        <translation>Die Anwendung hat eine Anfrage gesendet, die wir nicht annehmen können. Vielleicht muss ihr Betreiber sie berichtigen.</translation>
    </message>
    <message>
        <source>error_title</source>
        <translation>Etwas ist schiefgelaufen</translation>
    </message>
    <message>
        <source>error_too_many_heading</source>
        <translation>Zu viele Versuche</translation>
    </message>
    <message>
        <source>error_too_many_text</source>
        <translation>Bitte warten Sie einen Moment und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>error_try_again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>error_try_again_later</source>
        <translation>Zu viele Versuche. Bitte warten Sie einen Moment und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>error_unavailable_heading</source>
        <translation>Im Moment nicht verfügbar</translation>
    </message>
    <message>
        <source>error_unavailable_text</source>
        <translation>Der Dienst ist ausgelastet oder startet neu. Bitte versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>error_username_missing</source>
        <translation>Geben Sie Ihren Benutzernamen oder Ihre E-Mail-Adresse ein.</translation>
    </message>
    <message>
        <source>error_username_not_allowed</source>
        <translation>Dieser Benutzername kann nicht verwendet werden. Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>error_username_taken</source>
        <translation>Dieser Benutzername ist vergeben. Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>error_wrong_credentials</source>
        <translation>Benutzername oder Passwort ist falsch. Prüfen Sie beides und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>errors_heading</source>
        <translation>Bitte prüfen Sie Ihre Eingabe</translation>
    </message>
    <message>
        <source>factor_backup_code_lead</source>
        <translation>Geben Sie einen Ihrer Ersatzcodes ein. Jeder gilt einmal.</translation>
    </message>
    <message>
        <source>factor_email_lead</source>
        <translation>Ein Code geht an {destination}. Er gilt zehn Minuten.</translation>
    </message>
    <message>
        <source>factor_heading</source>
        <translation>Sind Sie es?</translation>
    </message>
    <message>
        <source>factor_others</source>
        <translation>Anderer Weg</translation>
    </message>
    <message>
        <source>factor_passkey_lead</source>
        <translation>Bestätigen Sie mit einem Ihrer Passkeys, dass Sie es sind.</translation>
    </message>
    <message numerus="yes">
        <source>factor_remember_n</source>
        <translation>
            <numerusform>Auf diesem Browser %n Tag lang nicht nach dem zweiten Faktor fragen</numerusform>
            <numerusform>Auf diesem Browser %n Tage lang nicht nach dem zweiten Faktor fragen</numerusform>
        </translation>
    </message>
    <message>
        <source>factor_send</source>
        <translation>Code senden</translation>
    </message>
    <message>
        <source>factor_send_again</source>
        <translation>Neuen Code senden</translation>
    </message>
    <message>
        <source>factor_sms_lead</source>
        <translation>Ein Code geht an {destination}. Er gilt zehn Minuten.</translation>
    </message>
    <message>
        <source>factor_title</source>
        <translation>Zweiter Faktor</translation>
    </message>
    <message>
        <source>factor_totp_lead</source>
        <translation>Geben Sie den Code ein, den Ihre Authenticator-App anzeigt.</translation>
    </message>
    <message>
        <source>factor_use_backup_code</source>
        <translation>Ersatzcode verwenden</translation>
    </message>
    <message>
        <source>factor_use_email</source>
        <translation>Code per E-Mail erhalten</translation>
    </message>
    <message>
        <source>factor_use_passkey</source>
        <translation>Passkey verwenden</translation>
    </message>
    <message>
        <source>factor_use_sms</source>
        <translation>Code per SMS erhalten</translation>
    </message>
    <message>
        <source>factor_use_totp</source>
        <translation>Authenticator-App verwenden</translation>
    </message>
    <message>
        <source>flow_expired_heading</source>
        <translation>Diese Seite ist abgelaufen</translation>
    </message>
    <message>
        <source>flow_expired_text</source>
        <translation>Die Anmeldung hat zu lange gedauert oder ist bereits abgeschlossen. Beginnen Sie neu, es geht nichts verloren.</translation>
    </message>
    <message>
        <source>form_post_heading</source>
        <translation>Sie werden zurückgeleitet</translation>
    </message>
    <message>
        <source>form_post_text</source>
        <translation>Sie sind angemeldet. Wenn nichts geschieht, drücken Sie den Knopf.</translation>
    </message>
    <message>
        <source>go_to_account</source>
        <translation>Zu Ihrem Konto</translation>
    </message>
    <message>
        <source>go_to_sign_in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>history_ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>history_ended_by_administrator</source>
        <translation>Von der Administration beendet</translation>
    </message>
    <message>
        <source>history_ended_by_you</source>
        <translation>Von Ihnen beendet</translation>
    </message>
    <message>
        <source>history_expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>history_not_used</source>
        <translation>Beendet, weil sie nicht benutzt wurde</translation>
    </message>
    <message>
        <source>history_replaced</source>
        <translation>Durch eine neue Anmeldung ersetzt</translation>
    </message>
    <message>
        <source>history_signed_out</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>history_too_many</source>
        <translation>Beendet, weil es zu viele Sitzungen gab</translation>
    </message>
    <message>
        <source>languages</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>link_used_heading</source>
        <translation>Dieser Link funktioniert nicht mehr</translation>
    </message>
    <message>
        <source>link_used_text</source>
        <translation>Er wurde bereits verwendet oder ist abgelaufen. Fordern Sie einen neuen an.</translation>
    </message>
    <message>
        <source>logout_button</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>logout_confirm_account</source>
        <translation>Sie sind als {username} angemeldet.</translation>
    </message>
    <message>
        <source>logout_confirm_client</source>
        <translation>{client_name} möchte Sie auch hier abmelden.</translation>
    </message>
    <message>
        <source>logout_confirm_heading</source>
        <translation>Möchten Sie sich abmelden?</translation>
    </message>
    <message>
        <source>logout_done_heading</source>
        <translation>Sie sind abgemeldet</translation>
    </message>
    <message>
        <source>logout_done_text</source>
        <translation>Schließen Sie an einem gemeinsam genutzten Rechner auch die Browserfenster der Anwendungen, die Sie verwendet haben.</translation>
    </message>
    <message>
        <source>logout_done_title</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>logout_sign_in_again</source>
        <translation>Erneut anmelden</translation>
    </message>
    <message>
        <source>logout_stay</source>
        <translation>Angemeldet bleiben</translation>
    </message>
    <message>
        <source>logout_title</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>mail_account_advice</source>
        <translation>Wenn Sie nicht wissen, warum, sagen Sie es sofort den Betreibern von {realm_name}.</translation>
    </message>
    <message>
        <source>mail_authenticator_added_subject</source>
        <translation>Eine Authenticator-App wurde Ihrem Konto bei {realm_name} hinzugefügt</translation>
    </message>
    <message>
        <source>mail_authenticator_added_text</source>
        <translation>Ihrem Konto {username} bei {realm_name} wurde eine Authenticator-App hinzugefügt.</translation>
    </message>
    <message>
        <source>mail_authenticator_removed_subject</source>
        <translation>Eine Authenticator-App wurde von Ihrem Konto bei {realm_name} entfernt</translation>
    </message>
    <message>
        <source>mail_authenticator_removed_text</source>
        <translation>Von Ihrem Konto {username} bei {realm_name} wurde eine Authenticator-App entfernt. Ihre Codes gelten nicht mehr.</translation>
    </message>
    <message>
        <source>mail_backup_code_used_subject</source>
        <translation>Ein Ersatzcode Ihres Kontos bei {realm_name} wurde benutzt</translation>
    </message>
    <message>
        <source>mail_backup_code_used_text</source>
        <translation>Jemand hat sich mit einem Ersatzcode bei Ihrem Konto {username} bei {realm_name} angemeldet. Dieser Code gilt nicht mehr.</translation>
    </message>
    <message>
        <source>mail_backup_codes_few</source>
        <translation>Erstellen Sie neue auf der Seite „Anmeldung und Sicherheit“ Ihres Kontos, bevor sie aufgebraucht sind.</translation>
    </message>
    <message numerus="yes">
        <source>mail_backup_codes_left_n</source>
        <translation>
            <numerusform>%n Ersatzcode ist übrig.</numerusform>
            <numerusform>%n Ersatzcodes sind übrig.</numerusform>
        </translation>
    </message>
    <message>
        <source>mail_backup_codes_made_subject</source>
        <translation>Neue Ersatzcodes für Ihr Konto bei {realm_name}</translation>
    </message>
    <message>
        <source>mail_backup_codes_made_text</source>
        <translation>Für Ihr Konto {username} bei {realm_name} wurden neue Ersatzcodes erstellt. Die alten gelten nicht mehr.</translation>
    </message>
    <message>
        <source>mail_code_advice</source>
        <translation>Wenn Sie ihn nicht angefordert haben, kennt jemand Ihr Passwort: Ändern Sie es. Sagen Sie niemandem den Code.</translation>
    </message>
    <message>
        <source>mail_code_once</source>
        <translation>Er gilt einmal, zehn Minuten lang, in dem Browser, der ihn angefordert hat.</translation>
    </message>
    <message>
        <source>mail_code_subject</source>
        <translation>{code} ist Ihr Anmeldecode</translation>
    </message>
    <message>
        <source>mail_code_text</source>
        <translation>Das ist Ihr Code zur Anmeldung bei {realm_name}:</translation>
    </message>
    <message>
        <source>mail_email_changed_subject</source>
        <translation>Ihre E-Mail-Adresse bei {realm_name} wurde geändert</translation>
    </message>
    <message>
        <source>mail_email_changed_text</source>
        <translation>Ihr Konto {username} bei {realm_name} hat jetzt eine andere E-Mail-Adresse. An diese hier kommt keine Nachricht mehr dazu.</translation>
    </message>
    <message>
        <source>mail_factor_advice</source>
        <translation>Wenn Sie das nicht waren, ändern Sie Ihr Passwort und sagen Sie es sofort den Betreibern von {realm_name}.</translation>
    </message>
    <message>
        <source>mail_factors_reset_subject</source>
        <translation>Die zweiten Faktoren Ihres Kontos bei {realm_name} wurden entfernt</translation>
    </message>
    <message>
        <source>mail_factors_reset_text</source>
        <translation>Jemand von der Administration hat alle zweiten Faktoren Ihres Kontos {username} bei {realm_name} entfernt und alle Geräte abgemeldet.</translation>
    </message>
    <message>
        <source>mail_footer</source>
        <translation>Sie erhalten diese Nachricht wegen Ihres Kontos {username} bei {realm_name}. Antworten darauf liest niemand.</translation>
    </message>
    <message>
        <source>mail_new_device_advice</source>
        <translation>Wenn Sie es nicht waren, folgen Sie dem Link und sagen Sie es: Alle Geräte werden abgemeldet und Sie wählen ein anderes Passwort.</translation>
    </message>
    <message>
        <source>mail_new_device_button</source>
        <translation>Waren Sie das?</translation>
    </message>
    <message>
        <source>mail_new_device_subject</source>
        <translation>Neue Anmeldung bei Ihrem Konto bei {realm_name}</translation>
    </message>
    <message>
        <source>mail_new_device_text</source>
        <translation>Jemand hat sich bei Ihrem Konto {username} bei {realm_name} mit einem Browser angemeldet, der dafür noch nie benutzt wurde.</translation>
    </message>
    <message>
        <source>mail_passkey_added_subject</source>
        <translation>Ein Passkey wurde Ihrem Konto bei {realm_name} hinzugefügt</translation>
    </message>
    <message>
        <source>mail_passkey_added_text</source>
        <translation>Ihrem Konto {username} bei {realm_name} wurde ein Passkey hinzugefügt. Wer ihn hat, kann sich anmelden.</translation>
    </message>
    <message>
        <source>mail_passkey_removed_subject</source>
        <translation>Ein Passkey wurde von Ihrem Konto bei {realm_name} entfernt</translation>
    </message>
    <message>
        <source>mail_passkey_removed_text</source>
        <translation>Von Ihrem Konto {username} bei {realm_name} wurde ein Passkey entfernt. Er öffnet nichts mehr.</translation>
    </message>
    <message>
        <source>mail_passkey_suspended_subject</source>
        <translation>Ein Passkey Ihres Kontos bei {realm_name} wurde gesperrt</translation>
    </message>
    <message>
        <source>mail_passkey_suspended_text</source>
        <translation>Vielleicht gibt es eine Kopie eines Ihrer Passkeys: Jemand hat für Ihr Konto {username} bei {realm_name} einen benutzt, der hinter Ihrem zurück ist. Er öffnet nichts mehr. Entfernen Sie ihn und fügen Sie einen neuen hinzu.</translation>
    </message>
    <message>
        <source>mail_password_changed_subject</source>
        <translation>Ihr Passwort bei {realm_name} wurde geändert</translation>
    </message>
    <message>
        <source>mail_password_changed_text</source>
        <translation>Das Passwort Ihres Kontos {username} bei {realm_name} wurde geändert, und alle Geräte wurden abgemeldet.</translation>
    </message>
    <message>
        <source>mail_bypass_opened_subject</source>
        <translation>Sie können sich bei {realm_name} einmal ohne zweiten Faktor anmelden</translation>
    </message>
    <message>
        <source>mail_bypass_opened_text</source>
        <translation>Eine Administratorin oder ein Administrator hat für kurze Zeit eine Anmeldung bei Ihrem Konto {username} bei {realm_name} ohne den zweiten Faktor erlaubt.</translation>
    </message>
    <message>
        <source>mail_bypass_used_subject</source>
        <translation>Jemand hat sich bei {realm_name} ohne Ihren zweiten Faktor angemeldet</translation>
    </message>
    <message>
        <source>mail_bypass_used_text</source>
        <translation>Jemand hat sich bei Ihrem Konto {username} bei {realm_name} ohne den zweiten Faktor angemeldet, wie es die Verwaltung erlaubt hatte.</translation>
    </message>
    <message>
        <source>mail_phone_added_subject</source>
        <translation>Eine Telefonnummer wurde Ihrem Konto bei {realm_name} hinzugefügt</translation>
    </message>
    <message>
        <source>mail_phone_added_text</source>
        <translation>Codes für Ihr Konto {username} bei {realm_name} können ab jetzt an eine neue Telefonnummer gesendet werden.</translation>
    </message>
    <message>
        <source>mail_phone_removed_subject</source>
        <translation>Die Telefonnummer Ihres Kontos bei {realm_name} wurde entfernt</translation>
    </message>
    <message>
        <source>mail_phone_removed_text</source>
        <translation>Die Telefonnummer Ihres Kontos {username} bei {realm_name} wurde entfernt. Dorthin werden keine Codes mehr gesendet.</translation>
    </message>
    <message>
        <source>mail_verify_text</source>
        <translation>Das ist Ihr Code, der {realm_name} zeigt, dass Post an diese Adresse Sie erreicht:</translation>
    </message>
    <message>
        <source>mail_verify_subject</source>
        <translation>{code} ist Ihr Code für diese Adresse</translation>
    </message>
    <message>
        <source>more_time</source>
        <translation>Mehr Zeit</translation>
    </message>
    <message>
        <source>new_device_address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>new_device_agent</source>
        <translation>Browser</translation>
    </message>
    <message>
        <source>new_device_heading</source>
        <translation>Waren Sie das?</translation>
    </message>
    <message>
        <source>new_device_lead</source>
        <translation>Jemand hat sich beim Konto {username} mit einem Browser angemeldet, der dafür noch nie benutzt wurde.</translation>
    </message>
    <message>
        <source>new_device_mine</source>
        <translation>Das war ich</translation>
    </message>
    <message>
        <source>new_device_not_mine</source>
        <translation>Das war ich nicht</translation>
    </message>
    <message>
        <source>new_device_place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>new_device_question</source>
        <translation>Haben Sie sich dort angemeldet?</translation>
    </message>
    <message>
        <source>new_device_time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>new_device_title</source>
        <translation>Waren Sie das?</translation>
    </message>
    <message>
        <source>new_device_warning</source>
        <translation>Wenn Sie es nicht waren, werden alle Geräte abgemeldet und Sie wählen ein anderes Passwort.</translation>
    </message>
    <message>
        <source>new_password</source>
        <translation>Neues Passwort</translation>
    </message>
    <message>
        <source>new_password_button</source>
        <translation>Passwort speichern</translation>
    </message>
    <message>
        <source>new_password_heading</source>
        <translation>Neues Passwort wählen</translation>
    </message>
    <message>
        <source>new_password_lead</source>
        <translation>Ab jetzt melden Sie sich damit an.</translation>
    </message>
    <message>
        <source>new_password_title</source>
        <translation>Neues Passwort</translation>
    </message>
    <message>
        <source>not_you</source>
        <translation>Nicht Sie?</translation>
    </message>
    <message>
        <source>notice_authenticator_added</source>
        <translation>Die Authenticator-App ist eingerichtet.</translation>
    </message>
    <message>
        <source>notice_authenticator_removed</source>
        <translation>Die Authenticator-App wurde entfernt.</translation>
    </message>
    <message>
        <source>notice_device_revoked</source>
        <translation>Das Gerät wurde entfernt, seine Sitzungen wurden beendet.</translation>
    </message>
    <message>
        <source>notice_device_trusted</source>
        <translation>In diesem Browser wird vorerst nicht nach dem zweiten Faktor gefragt.</translation>
    </message>
    <message>
        <source>notice_device_unremembered</source>
        <translation>Dort wird wieder nach dem zweiten Faktor gefragt.</translation>
    </message>
    <message>
        <source>notice_factor_preferred</source>
        <translation>Ihre Auswahl wurde gespeichert.</translation>
    </message>
    <message>
        <source>notice_flow_expired</source>
        <translation>Die Seite war abgelaufen. Bitte melden Sie sich erneut an.</translation>
    </message>
    <message>
        <source>notice_password_changed</source>
        <translation>Ihr Passwort wurde geändert.</translation>
    </message>
    <message>
        <source>notice_phone_added</source>
        <translation>Codes können ab jetzt an Ihr Telefon gesendet werden.</translation>
    </message>
    <message>
        <source>notice_phone_removed</source>
        <translation>Die Telefonnummer wurde entfernt.</translation>
    </message>
    <message>
        <source>notice_session_revoked</source>
        <translation>Das Gerät wurde abgemeldet.</translation>
    </message>
    <message>
        <source>notice_sign_in_again</source>
        <translation>Bitte bestätigen Sie, dass Sie es sind: Melden Sie sich erneut an.</translation>
    </message>
    <message>
        <source>notice_signed_in_elsewhere</source>
        <translation>Sie haben sich inzwischen in einem anderen Tab angemeldet.</translation>
    </message>
    <message>
        <source>passkey_add</source>
        <translation>Passkey hinzufügen</translation>
    </message>
    <message>
        <source>passkey_add_heading</source>
        <translation>Passkey hinzufügen</translation>
    </message>
    <message>
        <source>passkey_added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>passkey_device_bound</source>
        <translation>Bleibt auf einem Gerät</translation>
    </message>
    <message>
        <source>passkey_error_exists</source>
        <translation>Dieser Passkey ist bereits registriert.</translation>
    </message>
    <message>
        <source>passkey_error_label</source>
        <translation>Geben Sie einen Namen mit höchstens 100 Zeichen ein.</translation>
    </message>
    <message>
        <source>passkey_error_last</source>
        <translation>Dies ist der einzige Weg in Ihr Konto. Fügen Sie zuerst einen weiteren Passkey oder ein Passwort hinzu.</translation>
    </message>
    <message>
        <source>passkey_error_policy</source>
        <translation>Passkeys dieser Art werden hier nicht akzeptiert.</translation>
    </message>
    <message>
        <source>passkey_error_sign_in</source>
        <translation>Dieser Passkey hat nicht funktioniert. Versuchen Sie es noch einmal, oder melden Sie sich anders an.</translation>
    </message>
    <message>
        <source>passkey_error_suspended</source>
        <translation>Dieser Passkey wurde gesperrt, weil es eine Kopie davon geben könnte. Melden Sie sich anders an, und entfernen Sie ihn aus Ihrem Konto.</translation>
    </message>
    <message>
        <source>passkey_error_too_late</source>
        <translation>Das hat zu lange gedauert. Bitte versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>passkey_error_wrong</source>
        <translation>Der Passkey konnte nicht hinzugefügt werden. Bitte versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>passkey_known</source>
        <translation>Dieses Gerät hat bereits einen Passkey für Ihr Konto.</translation>
    </message>
    <message>
        <source>passkey_label</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>passkey_label_hint</source>
        <translation>Damit Sie Ihre Passkeys auseinanderhalten können.</translation>
    </message>
    <message>
        <source>passkey_last_used</source>
        <translation>Zuletzt verwendet</translation>
    </message>
    <message>
        <source>passkey_needs_script</source>
        <translation>Für Passkeys wird JavaScript benötigt, das in Ihrem Browser ausgeschaltet ist.</translation>
    </message>
    <message>
        <source>passkey_not_made</source>
        <translation>Es wurde kein Passkey hinzugefügt. Sie können es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>passkey_not_now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>passkey_not_used</source>
        <translation>Es wurde kein Passkey verwendet. Sie können es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>passkey_notice_added</source>
        <translation>Der Passkey wurde hinzugefügt.</translation>
    </message>
    <message>
        <source>passkey_notice_removed</source>
        <translation>Der Passkey wurde entfernt. Löschen Sie ihn auch auf Ihrem Gerät.</translation>
    </message>
    <message>
        <source>passkey_notice_renamed</source>
        <translation>Der Name wurde gespeichert.</translation>
    </message>
    <message>
        <source>passkey_offer_heading</source>
        <translation>Beim nächsten Mal schneller anmelden</translation>
    </message>
    <message>
        <source>passkey_offer_lead</source>
        <translation>Mit einem Passkey melden Sie sich per Fingerabdruck, Gesicht oder Geräte-PIN an. Niemand kann ihn erraten oder Ihnen entlocken. Auch nach Ihrem Passwort wird danach gefragt.</translation>
    </message>
    <message>
        <source>passkey_offer_title</source>
        <translation>Passkey hinzufügen</translation>
    </message>
    <message>
        <source>passkey_remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>passkey_remove_label</source>
        <translation>{passkey_label} entfernen</translation>
    </message>
    <message>
        <source>passkey_rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>passkey_save_label</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>passkey_sign_in</source>
        <translation>Mit Passkey anmelden</translation>
    </message>
    <message>
        <source>passkey_suspended</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>passkey_suspended_why</source>
        <translation>Es könnte eine Kopie davon geben: Er öffnet nichts mehr. Entfernen Sie ihn.</translation>
    </message>
    <message>
        <source>passkey_synced</source>
        <translation>In Ihrem Passwort-Manager gespeichert</translation>
    </message>
    <message>
        <source>passkey_unsupported</source>
        <translation>Ihr Browser kann keine Passkeys verwenden.</translation>
    </message>
    <message>
        <source>passkeys_heading</source>
        <translation>Ihre Passkeys</translation>
    </message>
    <message>
        <source>passkeys_lead</source>
        <translation>Mit einem Passkey melden Sie sich per Fingerabdruck, Gesicht oder Geräte-PIN statt mit einem Passwort an. Auch nach Ihrem Passwort kann danach gefragt werden.</translation>
    </message>
    <message>
        <source>passkeys_none</source>
        <translation>Sie haben noch keine Passkeys.</translation>
    </message>
    <message>
        <source>passkeys_title</source>
        <translation>Ihre Passkeys</translation>
    </message>
    <message>
        <source>password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>password_changed_heading</source>
        <translation>Ihr Passwort wurde geändert</translation>
    </message>
    <message>
        <source>password_changed_text</source>
        <translation>Sie können sich jetzt mit dem neuen Passwort anmelden.</translation>
    </message>
    <message>
        <source>password_heading</source>
        <translation>Passwort eingeben</translation>
    </message>
    <message>
        <source>password_hint</source>
        <translation>Mindestens {n} Zeichen. Mehrere zufällige Wörter sind besser als eines mit Sonderzeichen.</translation>
    </message>
    <message>
        <source>password_saved_heading</source>
        <translation>Kennwort gespeichert</translation>
    </message>
    <message>
        <source>password_saved_text</source>
        <translation>Ihr Kennwort wurde geändert. Sie können sich jetzt damit anmelden.</translation>
    </message>
    <message>
        <source>phone_confirm</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>phone_heading</source>
        <translation>Telefonnummer</translation>
    </message>
    <message>
        <source>phone_held</source>
        <translation>Die Nummer, an die Codes gehen</translation>
    </message>
    <message>
        <source>phone_lead</source>
        <translation>An diese Nummer können Codes zur Anmeldung gesendet werden. Ein erster Code zeigt, dass sie Ihnen gehört.</translation>
    </message>
    <message>
        <source>phone_number</source>
        <translation>Telefonnummer mit Landesvorwahl, etwa +49 30 123456</translation>
    </message>
    <message>
        <source>phone_other</source>
        <translation>Andere Nummer angeben</translation>
    </message>
    <message>
        <source>phone_remove</source>
        <translation>Nummer entfernen</translation>
    </message>
    <message>
        <source>phone_title</source>
        <translation>Telefonnummer</translation>
    </message>
    <message>
        <source>phone_waits</source>
        <translation>Ein Code wurde an {destination} gesendet. Er gilt zehn Minuten.</translation>
    </message>
    <message>
        <source>print</source>
        <translation>Drucken</translation>
    </message>
    <message>
        <source>redirect_heading</source>
        <translation>Sie werden zurückgeleitet</translation>
    </message>
    <message>
        <source>redirect_text</source>
        <translation>Sie sind auf dem Weg zurück zur Anwendung. Wenn nichts geschieht, drücken Sie den Knopf.</translation>
    </message>
    <message>
        <source>redirect_title</source>
        <translation>Weiterleitung</translation>
    </message>
    <message>
        <source>scope_address</source>
        <translation>Ihre Postanschrift sehen</translation>
    </message>
    <message>
        <source>scope_address_detail</source>
        <translation>Straße, Ort und Land</translation>
    </message>
    <message>
        <source>scope_email</source>
        <translation>Ihre E-Mail-Adresse sehen</translation>
    </message>
    <message>
        <source>scope_email_detail</source>
        <translation>Und ob sie bestätigt ist</translation>
    </message>
    <message>
        <source>scope_offline</source>
        <translation>Verbunden bleiben, wenn Sie nicht da sind</translation>
    </message>
    <message>
        <source>scope_offline_detail</source>
        <translation>Bis Sie die Berechtigung zurücknehmen</translation>
    </message>
    <message>
        <source>scope_openid</source>
        <translation>Wissen, wer Sie sind</translation>
    </message>
    <message>
        <source>scope_openid_detail</source>
        <translation>Eine Nummer, die für Ihr Konto steht</translation>
    </message>
    <message>
        <source>scope_organization</source>
        <translation>Sehen, welche Rollen Sie in dieser Organisation haben</translation>
    </message>
    <message>
        <source>scope_phone</source>
        <translation>Ihre Telefonnummer sehen</translation>
    </message>
    <message>
        <source>scope_phone_detail</source>
        <translation>Und ob sie bestätigt ist</translation>
    </message>
    <message>
        <source>scope_profile</source>
        <translation>Ihr Profil sehen</translation>
    </message>
    <message>
        <source>scope_profile_detail</source>
        <translation>Name, Benutzername, Bild, Sprache und Ähnliches</translation>
    </message>
    <message>
        <source>security_add</source>
        <translation>Authenticator-App einrichten</translation>
    </message>
    <message>
        <source>security_added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>security_authenticators</source>
        <translation>Authenticator-Apps</translation>
    </message>
    <message>
        <source>security_backup_codes</source>
        <translation>Ersatzcodes</translation>
    </message>
    <message>
        <source>security_backup_codes_few</source>
        <translation>Erstellen Sie neue Ersatzcodes: Ohne sie sind Sie ausgesperrt, wenn Sie Ihr Telefon verlieren.</translation>
    </message>
    <message>
        <source>security_backup_codes_make</source>
        <translation>Neue Ersatzcodes erstellen</translation>
    </message>
    <message numerus="yes">
        <source>security_backup_codes_n</source>
        <translation>
            <numerusform>%n Ersatzcode ist übrig.</numerusform>
            <numerusform>%n Ersatzcodes sind übrig.</numerusform>
        </translation>
    </message>
    <message>
        <source>security_heading</source>
        <translation>Anmeldung und Sicherheit</translation>
    </message>
    <message>
        <source>security_name</source>
        <translation>Name der App oder des Geräts (freiwillig)</translation>
    </message>
    <message>
        <source>security_news</source>
        <translation>Was sich geändert hat</translation>
    </message>
    <message>
        <source>security_news_new</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>security_news_seen</source>
        <translation>Habe ich gesehen</translation>
    </message>
    <message>
        <source>security_news_text</source>
        <translation>Was zuletzt an diesem Konto geschah. Wenn Sie das nicht waren, sagen Sie es denen, die es betreiben.</translation>
    </message>
    <message>
        <source>security_none</source>
        <translation>Noch keine.</translation>
    </message>
    <message>
        <source>security_prefer</source>
        <translation>Auswahl speichern</translation>
    </message>
    <message>
        <source>security_preferred</source>
        <translation>Zuerst gefragt</translation>
    </message>
    <message>
        <source>security_preferred_text</source>
        <translation>Bei jeder Anmeldung können Sie auch etwas anderes wählen.</translation>
    </message>
    <message>
        <source>security_phone</source>
        <translation>Codes per SMS</translation>
    </message>
    <message>
        <source>security_phone_add</source>
        <translation>Telefonnummer hinzufügen</translation>
    </message>
    <message>
        <source>security_phone_change</source>
        <translation>Ändern oder entfernen</translation>
    </message>
    <message>
        <source>security_phone_none</source>
        <translation>Noch keine Telefonnummer. Eine Authenticator-App oder ein Passkey ist sicherer: Nummern können übernommen werden.</translation>
    </message>
    <message>
        <source>security_remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>security_remove_label</source>
        <translation>{authenticator_name} entfernen</translation>
    </message>
    <message>
        <source>security_title</source>
        <translation>Anmeldung und Sicherheit</translation>
    </message>
    <message>
        <source>security_used</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>select_account_heading</source>
        <translation>Welches Konto?</translation>
    </message>
    <message>
        <source>select_account_title</source>
        <translation>Konto wählen</translation>
    </message>
    <message>
        <source>setup_button</source>
        <translation>Administrator anlegen</translation>
    </message>
    <message>
        <source>setup_done_heading</source>
        <translation>Alles bereit</translation>
    </message>
    <message>
        <source>setup_done_text</source>
        <translation>Der Administrator ist angelegt. Sie können sich jetzt anmelden.</translation>
    </message>
    <message>
        <source>setup_heading</source>
        <translation>Ersten Administrator einrichten</translation>
    </message>
    <message>
        <source>setup_lead</source>
        <translation>Dieses Konto darf auf diesem Server alles. Der Link, der Sie hierher gebracht hat, gilt einmal.</translation>
    </message>
    <message>
        <source>setup_title</source>
        <translation>Einrichtung</translation>
    </message>
    <message>
        <source>setup_username</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>show_password</source>
        <translation>Passwort anzeigen</translation>
    </message>
    <message>
        <source>sign_in_button</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>sign_in_for_client</source>
        <translation>um mit {client_name} fortzufahren</translation>
    </message>
    <message>
        <source>sign_in_heading</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>sign_in_title</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>skip_to_content</source>
        <translation>Zum Inhalt springen</translation>
    </message>
    <message>
        <source>sms_code_text</source>
        <translation>{code} ist Ihr Code zur Anmeldung bei {realm_name}. Er gilt zehn Minuten. Sagen Sie ihn niemandem.</translation>
    </message>
    <message>
        <source>sms_phone_text</source>
        <translation>{code} ist der Code, der Ihre Nummer bei {realm_name} bestätigt. Er gilt zehn Minuten. Sagen Sie ihn niemandem.</translation>
    </message>
    <message>
        <source>start_again</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>time_limit_last</source>
        <translation>Diese Seite läuft in einer Minute ab und kann nicht länger warten. Wenn sie abgelaufen ist, beginnen Sie bitte neu.</translation>
    </message>
    <message>
        <source>time_limit_soon</source>
        <translation>Diese Seite läuft in einer Minute ab. Brauchen Sie mehr Zeit?</translation>
    </message>
    <message>
        <source>time_limit_until</source>
        <translation>Sie haben für diese Seite bis {until} Zeit.</translation>
    </message>
    <message>
        <source>title_page</source>
        <translation>{title} – {realm_name}</translation>
    </message>
    <message>
        <source>title_with_error</source>
        <translation>Fehler: {title} – {realm_name}</translation>
    </message>
    <message>
        <source>use_other_account</source>
        <translation>Anderes Konto verwenden</translation>
    </message>
    <message>
        <source>username</source>
        <translation>Benutzername oder E-Mail</translation>
    </message>
</context>
</TS>
