<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>pages</name>
    <message>
        <source>account_change_password</source>
        <translation>Change the password</translation>
    </message>
    <message>
        <source>account_device_first</source>
        <translation>First seen</translation>
    </message>
    <message>
        <source>account_device_last</source>
        <translation>Last signed in</translation>
    </message>
    <message>
        <source>account_device_new</source>
        <translation>New</translation>
    </message>
    <message>
        <source>account_device_remembered</source>
        <translation>No second factor is asked for until</translation>
    </message>
    <message>
        <source>account_device_review</source>
        <translation>Was this you?</translation>
    </message>
    <message>
        <source>account_device_review_label</source>
        <translation>Was this you? {device_agent}</translation>
    </message>
    <message>
        <source>account_device_revoke</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>account_device_revoke_label</source>
        <translation>Remove {device_agent} and end its sessions</translation>
    </message>
    <message>
        <source>account_device_trust</source>
        <translation>Trust this browser</translation>
    </message>
    <message numerus="yes">
        <source>account_device_trust_label_n</source>
        <translation>
            <numerusform>Trust this browser: no second factor for %n day</numerusform>
            <numerusform>Trust this browser: no second factor for %n days</numerusform>
        </translation>
    </message>
    <message>
        <source>account_device_unremember</source>
        <translation>Ask again</translation>
    </message>
    <message>
        <source>account_device_unremember_label</source>
        <translation>Ask again for the second factor: {device_agent}</translation>
    </message>
    <message>
        <source>account_devices</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>account_devices_text</source>
        <translation>Browsers that you signed in with. They keep working when somebody else tries passwords of yours.</translation>
    </message>
    <message>
        <source>account_email</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>account_heading</source>
        <translation>Your account</translation>
    </message>
    <message>
        <source>account_history</source>
        <translation>Recent activity</translation>
    </message>
    <message>
        <source>account_history_text</source>
        <translation>Sessions that have ended.</translation>
    </message>
    <message>
        <source>account_last_seen</source>
        <translation>Last active</translation>
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
        <translation>Sign out</translation>
    </message>
    <message>
        <source>account_revoke_label</source>
        <translation>Sign out {session_agent}, last active {session_seen}</translation>
    </message>
    <message>
        <source>account_revoke_others</source>
        <translation>Sign out all other devices</translation>
    </message>
    <message>
        <source>account_security</source>
        <translation>Sign-in and security</translation>
    </message>
    <message>
        <source>account_security_news</source>
        <translation>Something about how you sign in was changed lately.</translation>
    </message>
    <message>
        <source>account_session_device</source>
        <translation>On the device first seen</translation>
    </message>
    <message>
        <source>account_sessions</source>
        <translation>Where you are signed in</translation>
    </message>
    <message numerus="yes">
        <source>account_sessions_n</source>
        <translation>
            <numerusform>You are signed in on one device.</numerusform>
            <numerusform>You are signed in on %n devices.</numerusform>
        </translation>
    </message>
    <message>
        <source>account_signed_in</source>
        <translation>Signed in</translation>
    </message>
    <message>
        <source>account_this_device</source>
        <translation>This browser</translation>
    </message>
    <message>
        <source>account_this_session</source>
        <translation>This device</translation>
    </message>
    <message>
        <source>account_title</source>
        <translation>Your account</translation>
    </message>
    <message>
        <source>account_unknown_browser</source>
        <translation>Unknown browser</translation>
    </message>
    <message>
        <source>account_username</source>
        <translation>User name</translation>
    </message>
    <message>
        <source>account_who</source>
        <translation>Who you are</translation>
    </message>
    <message>
        <source>backup_codes_done</source>
        <translation>I have kept them</translation>
    </message>
    <message>
        <source>backup_codes_heading</source>
        <translation>Your backup codes</translation>
    </message>
    <message>
        <source>backup_codes_lead</source>
        <translation>Each one signs you in once when your authenticator app is not at hand. They are shown this one time: keep them where only you find them. They end after a year.</translation>
    </message>
    <message>
        <source>backup_codes_title</source>
        <translation>Backup codes</translation>
    </message>
    <message>
        <source>cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>consent_account</source>
        <translation>Your account</translation>
    </message>
    <message>
        <source>consent_allow</source>
        <translation>Allow</translation>
    </message>
    <message>
        <source>consent_deny</source>
        <translation>Deny</translation>
    </message>
    <message>
        <source>consent_destination</source>
        <translation>Returns to</translation>
    </message>
    <message>
        <source>consent_heading</source>
        <translation>Allow {client_name} access?</translation>
    </message>
    <message>
        <source>consent_lead</source>
        <translation>{client_name} asks for permission to:</translation>
    </message>
    <message>
        <source>consent_other_account</source>
        <translation>Use another account</translation>
    </message>
    <message>
        <source>consent_realm</source>
        <translation>Signed in at</translation>
    </message>
    <message>
        <source>consent_title</source>
        <translation>Permission</translation>
    </message>
    <message>
        <source>continue</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>continue_as</source>
        <translation>Continue as {username}</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>demo_title</source>
        <translation>Demo application</translation>
    </message>
    <message>
        <source>dev_gallery_title</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>dev_letters_title</source>
        <translation>Letters</translation>
    </message>
    <message>
        <source>dev_outbox_title</source>
        <translation>Outbox</translation>
    </message>
    <message>
        <source>device_address</source>
        <translation>Network address</translation>
    </message>
    <message>
        <source>device_allow</source>
        <translation>Yes, allow</translation>
    </message>
    <message>
        <source>device_allowed_heading</source>
        <translation>Your device is connected</translation>
    </message>
    <message>
        <source>device_allowed_text</source>
        <translation>It goes on by itself in a moment. You can close this page.</translation>
    </message>
    <message>
        <source>device_application</source>
        <translation>Application</translation>
    </message>
    <message>
        <source>device_check_lead</source>
        <translation>You have not signed in in this browser before. A code went to {destination}. It works for ten minutes.</translation>
    </message>
    <message>
        <source>device_code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>device_compare</source>
        <translation>Go on only if your device shows exactly this code.</translation>
    </message>
    <message>
        <source>device_confirm_heading</source>
        <translation>Let this device sign in as you?</translation>
    </message>
    <message>
        <source>device_confirm_lead</source>
        <translation>A device asks to be signed in to {client_name} with your account.</translation>
    </message>
    <message>
        <source>device_confirmed_heading</source>
        <translation>Thank you</translation>
    </message>
    <message>
        <source>device_confirmed_text</source>
        <translation>The device is yours. Nothing else needs to be done.</translation>
    </message>
    <message>
        <source>device_denied_heading</source>
        <translation>The device was denied</translation>
    </message>
    <message>
        <source>device_denied_text</source>
        <translation>It has no access to your account. You can close this page.</translation>
    </message>
    <message>
        <source>device_deny</source>
        <translation>No, deny</translation>
    </message>
    <message>
        <source>device_device</source>
        <translation>Device</translation>
    </message>
    <message>
        <source>device_disowned_heading</source>
        <translation>Everybody is signed out</translation>
    </message>
    <message>
        <source>device_disowned_text</source>
        <translation>All sessions of the account were ended. Sign in to choose another password.</translation>
    </message>
    <message>
        <source>device_elsewhere</source>
        <translation>Continue on your phone</translation>
    </message>
    <message>
        <source>device_elsewhere_detail</source>
        <translation>Scan this code with the phone on which you want to sign in.</translation>
    </message>
    <message>
        <source>device_error_code</source>
        <translation>This code is not valid, or it has expired. Check it, or get a new one on your device.</translation>
    </message>
    <message>
        <source>device_gone_heading</source>
        <translation>This request is over</translation>
    </message>
    <message>
        <source>device_gone_text</source>
        <translation>It has expired, or it was answered already. Get a new code on your device, and enter it here.</translation>
    </message>
    <message>
        <source>device_heading</source>
        <translation>Connect a device</translation>
    </message>
    <message>
        <source>device_lead</source>
        <translation>Enter the code that your device shows.</translation>
    </message>
    <message>
        <source>device_qr_label</source>
        <translation>QR code of this page’s address</translation>
    </message>
    <message>
        <source>device_question</source>
        <translation>Did you start this?</translation>
    </message>
    <message>
        <source>device_scopes</source>
        <translation>It will be able to</translation>
    </message>
    <message>
        <source>device_started</source>
        <translation>Asked</translation>
    </message>
    <message>
        <source>device_title</source>
        <translation>Connect a device</translation>
    </message>
    <message>
        <source>device_unknown</source>
        <translation>Unknown device</translation>
    </message>
    <message>
        <source>device_warning</source>
        <translation>Allow it only if you are signing in on this device right now. If somebody sent you the code or the link, deny it.</translation>
    </message>
    <message>
        <source>download</source>
        <translation>Download</translation>
    </message>
    <message>
        <source>email_verification_lead</source>
        <translation>Show that mail reaches you: a code went to {destination}. It works for ten minutes.</translation>
    </message>
    <message>
        <source>enrolment_back</source>
        <translation>Back without setting it up</translation>
    </message>
    <message>
        <source>enrolment_begin</source>
        <translation>Set up an authenticator app</translation>
    </message>
    <message>
        <source>enrolment_by_hand</source>
        <translation>Or type this secret into the app:</translation>
    </message>
    <message>
        <source>enrolment_confirm</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>enrolment_heading</source>
        <translation>Set up an authenticator app</translation>
    </message>
    <message>
        <source>enrolment_intro</source>
        <translation>An authenticator app on your phone shows a new code every half minute. With it, a stolen password is not enough to sign in as you.</translation>
    </message>
    <message>
        <source>enrolment_link</source>
        <translation>Open in an app on this device</translation>
    </message>
    <message>
        <source>enrolment_qr_label</source>
        <translation>QR code for your authenticator app</translation>
    </message>
    <message>
        <source>enrolment_required</source>
        <translation>A second factor is needed to go on.</translation>
    </message>
    <message>
        <source>enrolment_scan</source>
        <translation>Scan this picture with the app, then type the code that it shows.</translation>
    </message>
    <message>
        <source>enrolment_title</source>
        <translation>Authenticator app</translation>
    </message>
    <message>
        <source>error_authenticator_name</source>
        <translation>This name cannot be used. Choose a shorter one without special characters.</translation>
    </message>
    <message>
        <source>error_back</source>
        <translation>Back to the application</translation>
    </message>
    <message>
        <source>error_back_to_client</source>
        <translation>Back to {client_name}</translation>
    </message>
    <message>
        <source>error_close</source>
        <translation>You can close this page and start again in your application.</translation>
    </message>
    <message>
        <source>error_code_blocked</source>
        <translation>Too many wrong codes. Wait a while, or use another way.</translation>
    </message>
    <message>
        <source>error_code_sent_enough</source>
        <translation>Enough codes were sent for now. Use the last one, or wait ten minutes.</translation>
    </message>
    <message>
        <source>error_code_wrong</source>
        <translation>This code is wrong, or it was used before. Wait for the next one and type it.</translation>
    </message>
    <message>
        <source>error_forbidden_heading</source>
        <translation>This is not allowed</translation>
    </message>
    <message>
        <source>error_forbidden_text</source>
        <translation>The request was refused. If the page was open for a long time or came from another site, go back and try again.</translation>
    </message>
    <message>
        <source>error_form_expired</source>
        <translation>This form was no longer valid. Please send it again.</translation>
    </message>
    <message>
        <source>error_internal_heading</source>
        <translation>Something went wrong</translation>
    </message>
    <message>
        <source>error_internal_text</source>
        <translation>The mistake is ours, not yours. Please try again in a moment.</translation>
    </message>
    <message>
        <source>error_last_factor</source>
        <translation>A second factor is required here. Set up another one before you remove this.</translation>
    </message>
    <message>
        <source>error_misdirected_heading</source>
        <translation>Open this page by its name</translation>
    </message>
    <message>
        <source>error_misdirected_text</source>
        <translation>You came by an IP address, but this server goes by another name. Signing in works only there, since browsers keep cookies for each name apart.</translation>
    </message>
    <message>
        <source>error_not_found_heading</source>
        <translation>Page not found</translation>
    </message>
    <message>
        <source>error_not_found_text</source>
        <translation>There is nothing at this address. The link may be incomplete or out of date.</translation>
    </message>
    <message>
        <source>error_password_missing</source>
        <translation>Enter your password.</translation>
    </message>
    <message>
        <source>error_password_too_long</source>
        <translation>This password is too long.</translation>
    </message>
    <message>
        <source>error_password_too_short</source>
        <translation>Choose a password of at least {minimum} characters.</translation>
    </message>
    <message>
        <source>error_phone_number</source>
        <translation>Enter the number with its country code, beginning with +.</translation>
    </message>
    <message>
        <source>error_reference</source>
        <translation>If you ask for help, quote this reference:</translation>
    </message>
    <message>
        <source>error_request_heading</source>
        <translation>This request cannot be completed</translation>
    </message>
    <message>
        <source>error_request_text</source>
        <translation>The application sent a request that we cannot accept. Its operator may have to correct it.</translation>
    </message>
    <message>
        <source>error_title</source>
        <translation>Something went wrong</translation>
    </message>
    <message>
        <source>error_too_many_heading</source>
        <translation>Too many attempts</translation>
    </message>
    <message>
        <source>error_too_many_text</source>
        <translation>Please wait a moment, then try again.</translation>
    </message>
    <message>
        <source>error_try_again</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>error_try_again_later</source>
        <translation>Too many attempts. Please wait a moment, then try again.</translation>
    </message>
    <message>
        <source>error_unavailable_heading</source>
        <translation>Not available right now</translation>
    </message>
    <message>
        <source>error_unavailable_text</source>
        <translation>The service is busy or restarting. Please try again in a moment.</translation>
    </message>
    <message>
        <source>error_username_missing</source>
        <translation>Enter your user name or e-mail address.</translation>
    </message>
    <message>
        <source>error_username_not_allowed</source>
        <translation>This user name cannot be used. Choose another one.</translation>
    </message>
    <message>
        <source>error_username_taken</source>
        <translation>This user name is taken. Choose another one.</translation>
    </message>
    <message>
        <source>error_wrong_credentials</source>
        <translation>The user name or the password is wrong. Check both and try again.</translation>
    </message>
    <message>
        <source>errors_heading</source>
        <translation>Please check your input</translation>
    </message>
    <message>
        <source>factor_backup_code_lead</source>
        <translation>Type one of your backup codes. Each works once.</translation>
    </message>
    <message>
        <source>factor_email_lead</source>
        <translation>A code goes to {destination}. It works for ten minutes.</translation>
    </message>
    <message>
        <source>factor_heading</source>
        <translation>Is it you?</translation>
    </message>
    <message>
        <source>factor_others</source>
        <translation>Another way</translation>
    </message>
    <message>
        <source>factor_passkey_lead</source>
        <translation>Confirm with one of your passkeys that it is you.</translation>
    </message>
    <message numerus="yes">
        <source>factor_remember_n</source>
        <translation>
            <numerusform>Do not ask for a second factor on this browser for %n day</numerusform>
            <numerusform>Do not ask for a second factor on this browser for %n days</numerusform>
        </translation>
    </message>
    <message>
        <source>factor_send</source>
        <translation>Send a code</translation>
    </message>
    <message>
        <source>factor_send_again</source>
        <translation>Send a new code</translation>
    </message>
    <message>
        <source>factor_sms_lead</source>
        <translation>A code goes to {destination}. It works for ten minutes.</translation>
    </message>
    <message>
        <source>factor_title</source>
        <translation>Second factor</translation>
    </message>
    <message>
        <source>factor_totp_lead</source>
        <translation>Type the code that your authenticator app shows.</translation>
    </message>
    <message>
        <source>factor_use_backup_code</source>
        <translation>Use a backup code</translation>
    </message>
    <message>
        <source>factor_use_email</source>
        <translation>Get a code by e-mail</translation>
    </message>
    <message>
        <source>factor_use_passkey</source>
        <translation>Use a passkey</translation>
    </message>
    <message>
        <source>factor_use_sms</source>
        <translation>Get a code by text message</translation>
    </message>
    <message>
        <source>factor_use_totp</source>
        <translation>Use an authenticator app</translation>
    </message>
    <message>
        <source>flow_expired_heading</source>
        <translation>This page has expired</translation>
    </message>
    <message>
        <source>flow_expired_text</source>
        <translation>Signing in took too long or was already finished. Start again, nothing is lost.</translation>
    </message>
    <message>
        <source>form_post_heading</source>
        <translation>Taking you back</translation>
    </message>
    <message>
        <source>form_post_text</source>
        <translation>You are signed in. If nothing happens, press the button.</translation>
    </message>
    <message>
        <source>go_to_account</source>
        <translation>Go to your account</translation>
    </message>
    <message>
        <source>go_to_sign_in</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>history_ended</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>history_ended_by_administrator</source>
        <translation>Ended by an administrator</translation>
    </message>
    <message>
        <source>history_ended_by_you</source>
        <translation>Ended by you</translation>
    </message>
    <message>
        <source>history_expired</source>
        <translation>Expired</translation>
    </message>
    <message>
        <source>history_not_used</source>
        <translation>Ended because it was not used</translation>
    </message>
    <message>
        <source>history_replaced</source>
        <translation>Replaced by a new sign-in</translation>
    </message>
    <message>
        <source>history_signed_out</source>
        <translation>Signed out</translation>
    </message>
    <message>
        <source>history_too_many</source>
        <translation>Ended because there were too many sessions</translation>
    </message>
    <message>
        <source>languages</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>link_used_heading</source>
        <translation>This link no longer works</translation>
    </message>
    <message>
        <source>link_used_text</source>
        <translation>It was already used or has expired. Ask for a new one.</translation>
    </message>
    <message>
        <source>logout_button</source>
        <translation>Sign out</translation>
    </message>
    <message>
        <source>logout_confirm_account</source>
        <translation>You are signed in as {username}.</translation>
    </message>
    <message>
        <source>logout_confirm_client</source>
        <translation>{client_name} asks to sign you out here too.</translation>
    </message>
    <message>
        <source>logout_confirm_heading</source>
        <translation>Do you want to sign out?</translation>
    </message>
    <message>
        <source>logout_done_heading</source>
        <translation>You are signed out</translation>
    </message>
    <message>
        <source>logout_done_text</source>
        <translation>On a shared computer, also close the browser windows of the applications that you used.</translation>
    </message>
    <message>
        <source>logout_done_title</source>
        <translation>Signed out</translation>
    </message>
    <message>
        <source>logout_sign_in_again</source>
        <translation>Sign in again</translation>
    </message>
    <message>
        <source>logout_stay</source>
        <translation>Stay signed in</translation>
    </message>
    <message>
        <source>logout_title</source>
        <translation>Sign out</translation>
    </message>
    <message>
        <source>mail_account_advice</source>
        <translation>If you do not know why, tell whoever runs {realm_name} at once.</translation>
    </message>
    <message>
        <source>mail_authenticator_added_subject</source>
        <translation>An authenticator app was added to your account at {realm_name}</translation>
    </message>
    <message>
        <source>mail_authenticator_added_text</source>
        <translation>An authenticator app was added to your account {username} at {realm_name}.</translation>
    </message>
    <message>
        <source>mail_authenticator_removed_subject</source>
        <translation>An authenticator app was removed from your account at {realm_name}</translation>
    </message>
    <message>
        <source>mail_authenticator_removed_text</source>
        <translation>An authenticator app was removed from your account {username} at {realm_name}. Its codes work no more.</translation>
    </message>
    <message>
        <source>mail_backup_code_used_subject</source>
        <translation>A backup code of your account at {realm_name} was used</translation>
    </message>
    <message>
        <source>mail_backup_code_used_text</source>
        <translation>Somebody signed in to your account {username} at {realm_name} with a backup code. It works no more.</translation>
    </message>
    <message>
        <source>mail_backup_codes_few</source>
        <translation>Make new ones on the page “Sign-in and security” of your account, before they run out.</translation>
    </message>
    <message numerus="yes">
        <source>mail_backup_codes_left_n</source>
        <translation>
            <numerusform>%n backup code is left.</numerusform>
            <numerusform>%n backup codes are left.</numerusform>
        </translation>
    </message>
    <message>
        <source>mail_backup_codes_made_subject</source>
        <translation>New backup codes for your account at {realm_name}</translation>
    </message>
    <message>
        <source>mail_backup_codes_made_text</source>
        <translation>New backup codes were made for your account {username} at {realm_name}. The old ones work no more.</translation>
    </message>
    <message>
        <source>mail_code_advice</source>
        <translation>If you did not ask for it, somebody knows your password: change it. Tell nobody the code.</translation>
    </message>
    <message>
        <source>mail_code_once</source>
        <translation>It works once, within ten minutes, in the browser that asked for it.</translation>
    </message>
    <message>
        <source>mail_code_subject</source>
        <translation>{code} is your sign-in code</translation>
    </message>
    <message>
        <source>mail_code_text</source>
        <translation>This is your code to sign in to {realm_name}:</translation>
    </message>
    <message>
        <source>mail_email_changed_subject</source>
        <translation>Your e-mail address at {realm_name} was changed</translation>
    </message>
    <message>
        <source>mail_email_changed_text</source>
        <translation>Your account {username} at {realm_name} has another e-mail address now. This one gets no more mail of it.</translation>
    </message>
    <message>
        <source>mail_factor_advice</source>
        <translation>If that was not you, change your password and tell whoever runs {realm_name} at once.</translation>
    </message>
    <message>
        <source>mail_factors_reset_subject</source>
        <translation>The second factors of your account at {realm_name} were removed</translation>
    </message>
    <message>
        <source>mail_factors_reset_text</source>
        <translation>An administrator removed every second factor of your account {username} at {realm_name}, and signed every device out.</translation>
    </message>
    <message>
        <source>mail_footer</source>
        <translation>You get this mail because of your account {username} at {realm_name}. Nobody reads answers to it.</translation>
    </message>
    <message>
        <source>mail_new_device_advice</source>
        <translation>If it was not you, follow the link and say so: every device is signed out and you choose another password.</translation>
    </message>
    <message>
        <source>mail_new_device_button</source>
        <translation>Was this you?</translation>
    </message>
    <message>
        <source>mail_new_device_subject</source>
        <translation>New sign-in to your account at {realm_name}</translation>
    </message>
    <message>
        <source>mail_new_device_text</source>
        <translation>Somebody signed in to your account {username} at {realm_name} from a browser that was not used for it before.</translation>
    </message>
    <message>
        <source>mail_passkey_added_subject</source>
        <translation>A passkey was added to your account at {realm_name}</translation>
    </message>
    <message>
        <source>mail_passkey_added_text</source>
        <translation>A passkey was added to your account {username} at {realm_name}. Whoever has it can sign in.</translation>
    </message>
    <message>
        <source>mail_passkey_removed_subject</source>
        <translation>A passkey was removed from your account at {realm_name}</translation>
    </message>
    <message>
        <source>mail_passkey_removed_text</source>
        <translation>A passkey was removed from your account {username} at {realm_name}. It opens nothing any more.</translation>
    </message>
    <message>
        <source>mail_passkey_suspended_subject</source>
        <translation>A passkey of your account at {realm_name} was suspended</translation>
    </message>
    <message>
        <source>mail_passkey_suspended_text</source>
        <translation>There may be a copy of one of your passkeys: somebody used one for your account {username} at {realm_name} that is behind yours. It opens nothing any more. Remove it, and add a new one.</translation>
    </message>
    <message>
        <source>mail_password_changed_subject</source>
        <translation>Your password at {realm_name} was changed</translation>
    </message>
    <message>
        <source>mail_password_changed_text</source>
        <translation>The password of your account {username} at {realm_name} was changed, and every device was signed out.</translation>
    </message>
    <message>
        <source>mail_bypass_opened_subject</source>
        <translation>You may sign in once without your second factor at {realm_name}</translation>
    </message>
    <message>
        <source>mail_bypass_opened_text</source>
        <translation>An administrator allowed one sign-in to your account {username} at {realm_name} without the second factor, for a short time.</translation>
    </message>
    <message>
        <source>mail_bypass_used_subject</source>
        <translation>Somebody signed in without your second factor at {realm_name}</translation>
    </message>
    <message>
        <source>mail_bypass_used_text</source>
        <translation>Somebody signed in to your account {username} at {realm_name} without the second factor, as an administrator had allowed.</translation>
    </message>
    <message>
        <source>mail_phone_added_subject</source>
        <translation>A phone number was added to your account at {realm_name}</translation>
    </message>
    <message>
        <source>mail_phone_added_text</source>
        <translation>Codes for your account {username} at {realm_name} can be sent to a new phone number from now on.</translation>
    </message>
    <message>
        <source>mail_phone_removed_subject</source>
        <translation>The phone number of your account at {realm_name} was removed</translation>
    </message>
    <message>
        <source>mail_phone_removed_text</source>
        <translation>The phone number of your account {username} at {realm_name} was removed. No codes are sent there any more.</translation>
    </message>
    <message>
        <source>mail_verify_text</source>
        <translation>This is your code that shows {realm_name} that mail to this address reaches you:</translation>
    </message>
    <message>
        <source>mail_verify_subject</source>
        <translation>{code} is your code for this address</translation>
    </message>
    <message>
        <source>more_time</source>
        <translation>More time</translation>
    </message>
    <message>
        <source>new_device_address</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>new_device_agent</source>
        <translation>Browser</translation>
    </message>
    <message>
        <source>new_device_heading</source>
        <translation>Was this you?</translation>
    </message>
    <message>
        <source>new_device_lead</source>
        <translation>Somebody signed in to the account {username} from a browser that was not used for it before.</translation>
    </message>
    <message>
        <source>new_device_mine</source>
        <translation>This was me</translation>
    </message>
    <message>
        <source>new_device_not_mine</source>
        <translation>This was not me</translation>
    </message>
    <message>
        <source>new_device_place</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>new_device_question</source>
        <translation>Did you sign in there?</translation>
    </message>
    <message>
        <source>new_device_time</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>new_device_title</source>
        <translation>Was this you?</translation>
    </message>
    <message>
        <source>new_device_warning</source>
        <translation>If it was not you, every device is signed out and you choose another password.</translation>
    </message>
    <message>
        <source>new_password</source>
        <translation>New password</translation>
    </message>
    <message>
        <source>new_password_button</source>
        <translation>Save password</translation>
    </message>
    <message>
        <source>new_password_heading</source>
        <translation>Choose a new password</translation>
    </message>
    <message>
        <source>new_password_lead</source>
        <translation>From now on you sign in with it.</translation>
    </message>
    <message>
        <source>new_password_title</source>
        <translation>New password</translation>
    </message>
    <message>
        <source>not_you</source>
        <translation>Not you?</translation>
    </message>
    <message>
        <source>notice_authenticator_added</source>
        <translation>The authenticator app is set up.</translation>
    </message>
    <message>
        <source>notice_authenticator_removed</source>
        <translation>The authenticator app was removed.</translation>
    </message>
    <message>
        <source>notice_device_revoked</source>
        <translation>The device was removed, and its sessions were ended.</translation>
    </message>
    <message>
        <source>notice_device_trusted</source>
        <translation>No second factor is asked for in this browser for now.</translation>
    </message>
    <message>
        <source>notice_device_unremembered</source>
        <translation>The second factor is asked for there again.</translation>
    </message>
    <message>
        <source>notice_factor_preferred</source>
        <translation>Your choice was saved.</translation>
    </message>
    <message>
        <source>notice_flow_expired</source>
        <translation>The page had expired. Please sign in again.</translation>
    </message>
    <message>
        <source>notice_password_changed</source>
        <translation>Your password was changed.</translation>
    </message>
    <message>
        <source>notice_phone_added</source>
        <translation>Codes can be sent to your phone from now on.</translation>
    </message>
    <message>
        <source>notice_phone_removed</source>
        <translation>The phone number was removed.</translation>
    </message>
    <message>
        <source>notice_session_revoked</source>
        <translation>The device was signed out.</translation>
    </message>
    <message>
        <source>notice_sign_in_again</source>
        <translation>Please confirm that it is you: sign in again.</translation>
    </message>
    <message>
        <source>notice_signed_in_elsewhere</source>
        <translation>Another tab has signed you in meanwhile.</translation>
    </message>
    <message>
        <source>passkey_add</source>
        <translation>Add a passkey</translation>
    </message>
    <message>
        <source>passkey_add_heading</source>
        <translation>Add a passkey</translation>
    </message>
    <message>
        <source>passkey_added</source>
        <translation>Added</translation>
    </message>
    <message>
        <source>passkey_device_bound</source>
        <translation>Stays on one device</translation>
    </message>
    <message>
        <source>passkey_error_exists</source>
        <translation>This passkey is registered already.</translation>
    </message>
    <message>
        <source>passkey_error_label</source>
        <translation>Enter a name of up to 100 characters.</translation>
    </message>
    <message>
        <source>passkey_error_last</source>
        <translation>This is the only way into your account. Add another passkey or a password first.</translation>
    </message>
    <message>
        <source>passkey_error_policy</source>
        <translation>Passkeys of this kind are not accepted here.</translation>
    </message>
    <message>
        <source>passkey_error_sign_in</source>
        <translation>That passkey did not work. Try again, or sign in another way.</translation>
    </message>
    <message>
        <source>passkey_error_suspended</source>
        <translation>This passkey was suspended, since there may be a copy of it. Sign in another way and remove it from your account.</translation>
    </message>
    <message>
        <source>passkey_error_too_late</source>
        <translation>That took too long. Please try again.</translation>
    </message>
    <message>
        <source>passkey_error_wrong</source>
        <translation>The passkey could not be added. Please try again.</translation>
    </message>
    <message>
        <source>passkey_known</source>
        <translation>This device already has a passkey for your account.</translation>
    </message>
    <message>
        <source>passkey_label</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>passkey_label_hint</source>
        <translation>So that you can tell your passkeys apart.</translation>
    </message>
    <message>
        <source>passkey_last_used</source>
        <translation>Last used</translation>
    </message>
    <message>
        <source>passkey_needs_script</source>
        <translation>Passkeys need JavaScript, which your browser has switched off.</translation>
    </message>
    <message>
        <source>passkey_not_made</source>
        <translation>No passkey was added. You can try again.</translation>
    </message>
    <message>
        <source>passkey_not_now</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>passkey_not_used</source>
        <translation>No passkey was used. You can try again.</translation>
    </message>
    <message>
        <source>passkey_notice_added</source>
        <translation>The passkey was added.</translation>
    </message>
    <message>
        <source>passkey_notice_removed</source>
        <translation>The passkey was removed. Delete it on your device too.</translation>
    </message>
    <message>
        <source>passkey_notice_renamed</source>
        <translation>The name was saved.</translation>
    </message>
    <message>
        <source>passkey_offer_heading</source>
        <translation>Sign in faster next time</translation>
    </message>
    <message>
        <source>passkey_offer_lead</source>
        <translation>With a passkey, your fingerprint, face or device PIN signs you in. Nobody can guess it or trick you out of it. After your password, you will be asked for it too.</translation>
    </message>
    <message>
        <source>passkey_offer_title</source>
        <translation>Add a passkey</translation>
    </message>
    <message>
        <source>passkey_remove</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>passkey_remove_label</source>
        <translation>Remove {passkey_label}</translation>
    </message>
    <message>
        <source>passkey_rename</source>
        <translation>Rename</translation>
    </message>
    <message>
        <source>passkey_save_label</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>passkey_sign_in</source>
        <translation>Sign in with a passkey</translation>
    </message>
    <message>
        <source>passkey_suspended</source>
        <translation>Suspended</translation>
    </message>
    <message>
        <source>passkey_suspended_why</source>
        <translation>There may be a copy of it: it opens nothing any more. Remove it.</translation>
    </message>
    <message>
        <source>passkey_synced</source>
        <translation>Kept in your password manager</translation>
    </message>
    <message>
        <source>passkey_unsupported</source>
        <translation>Your browser cannot use passkeys.</translation>
    </message>
    <message>
        <source>passkeys_heading</source>
        <translation>Your passkeys</translation>
    </message>
    <message>
        <source>passkeys_lead</source>
        <translation>A passkey signs you in with your fingerprint, your face or your device’s PIN instead of a password. After your password, you can be asked for one as well.</translation>
    </message>
    <message>
        <source>passkeys_none</source>
        <translation>You have no passkeys yet.</translation>
    </message>
    <message>
        <source>passkeys_title</source>
        <translation>Your passkeys</translation>
    </message>
    <message>
        <source>password</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>password_changed_heading</source>
        <translation>Your password was changed</translation>
    </message>
    <message>
        <source>password_changed_text</source>
        <translation>You can sign in with the new password now.</translation>
    </message>
    <message>
        <source>password_heading</source>
        <translation>Enter your password</translation>
    </message>
    <message>
        <source>password_hint</source>
        <translation>At least {n} characters. Several unrelated words are better than one with symbols.</translation>
    </message>
    <message>
        <source>password_saved_heading</source>
        <translation>Password saved</translation>
    </message>
    <message>
        <source>password_saved_text</source>
        <translation>Your password was changed. You can sign in with it now.</translation>
    </message>
    <message>
        <source>phone_confirm</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>phone_heading</source>
        <translation>Phone number</translation>
    </message>
    <message>
        <source>phone_held</source>
        <translation>The number that codes go to</translation>
    </message>
    <message>
        <source>phone_lead</source>
        <translation>Codes for signing in can be sent to this number. A first code shows that it is yours.</translation>
    </message>
    <message>
        <source>phone_number</source>
        <translation>Phone number with country code, such as +44 20 7946 0000</translation>
    </message>
    <message>
        <source>phone_other</source>
        <translation>Use another number</translation>
    </message>
    <message>
        <source>phone_remove</source>
        <translation>Remove the number</translation>
    </message>
    <message>
        <source>phone_title</source>
        <translation>Phone number</translation>
    </message>
    <message>
        <source>phone_waits</source>
        <translation>A code was sent to {destination}. It works for ten minutes.</translation>
    </message>
    <message>
        <source>print</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>redirect_heading</source>
        <translation>Taking you back</translation>
    </message>
    <message>
        <source>redirect_text</source>
        <translation>You are on your way back to the application. If nothing happens, press the button.</translation>
    </message>
    <message>
        <source>redirect_title</source>
        <translation>Taking you back</translation>
    </message>
    <message>
        <source>scope_address</source>
        <translation>See your postal address</translation>
    </message>
    <message>
        <source>scope_address_detail</source>
        <translation>Street, town and country</translation>
    </message>
    <message>
        <source>scope_email</source>
        <translation>See your e-mail address</translation>
    </message>
    <message>
        <source>scope_email_detail</source>
        <translation>And whether it is confirmed</translation>
    </message>
    <message>
        <source>scope_offline</source>
        <translation>Stay connected when you are away</translation>
    </message>
    <message>
        <source>scope_offline_detail</source>
        <translation>Until you take the permission back</translation>
    </message>
    <message>
        <source>scope_openid</source>
        <translation>Know who you are</translation>
    </message>
    <message>
        <source>scope_openid_detail</source>
        <translation>A number that stands for your account</translation>
    </message>
    <message>
        <source>scope_organization</source>
        <translation>See your roles in this organization</translation>
    </message>
    <message>
        <source>scope_phone</source>
        <translation>See your phone number</translation>
    </message>
    <message>
        <source>scope_phone_detail</source>
        <translation>And whether it is confirmed</translation>
    </message>
    <message>
        <source>scope_profile</source>
        <translation>See your profile</translation>
    </message>
    <message>
        <source>scope_profile_detail</source>
        <translation>Name, user name, picture, language and the like</translation>
    </message>
    <message>
        <source>security_add</source>
        <translation>Set up an authenticator app</translation>
    </message>
    <message>
        <source>security_added</source>
        <translation>Added</translation>
    </message>
    <message>
        <source>security_authenticators</source>
        <translation>Authenticator apps</translation>
    </message>
    <message>
        <source>security_backup_codes</source>
        <translation>Backup codes</translation>
    </message>
    <message>
        <source>security_backup_codes_few</source>
        <translation>Make new backup codes: without them you are locked out if you lose your phone.</translation>
    </message>
    <message>
        <source>security_backup_codes_make</source>
        <translation>Make new backup codes</translation>
    </message>
    <message numerus="yes">
        <source>security_backup_codes_n</source>
        <translation>
            <numerusform>%n backup code is left.</numerusform>
            <numerusform>%n backup codes are left.</numerusform>
        </translation>
    </message>
    <message>
        <source>security_heading</source>
        <translation>Sign-in and security</translation>
    </message>
    <message>
        <source>security_name</source>
        <translation>Name of the app or device (optional)</translation>
    </message>
    <message>
        <source>security_news</source>
        <translation>What changed</translation>
    </message>
    <message>
        <source>security_news_new</source>
        <translation>New</translation>
    </message>
    <message>
        <source>security_news_seen</source>
        <translation>I have seen this</translation>
    </message>
    <message>
        <source>security_news_text</source>
        <translation>What was done to this account lately. Tell whoever runs it if something was not you.</translation>
    </message>
    <message>
        <source>security_none</source>
        <translation>There is none yet.</translation>
    </message>
    <message>
        <source>security_prefer</source>
        <translation>Save the choice</translation>
    </message>
    <message>
        <source>security_preferred</source>
        <translation>Asked for first</translation>
    </message>
    <message>
        <source>security_preferred_text</source>
        <translation>You can choose another one each time you sign in.</translation>
    </message>
    <message>
        <source>security_phone</source>
        <translation>Codes by text message</translation>
    </message>
    <message>
        <source>security_phone_add</source>
        <translation>Add a phone number</translation>
    </message>
    <message>
        <source>security_phone_change</source>
        <translation>Change or remove it</translation>
    </message>
    <message>
        <source>security_phone_none</source>
        <translation>There is no phone number yet. An authenticator app or a passkey is safer: numbers can be taken over.</translation>
    </message>
    <message>
        <source>security_remove</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>security_remove_label</source>
        <translation>Remove {authenticator_name}</translation>
    </message>
    <message>
        <source>security_title</source>
        <translation>Sign-in and security</translation>
    </message>
    <message>
        <source>security_used</source>
        <translation>Last used</translation>
    </message>
    <message>
        <source>select_account_heading</source>
        <translation>Which account?</translation>
    </message>
    <message>
        <source>select_account_title</source>
        <translation>Choose an account</translation>
    </message>
    <message>
        <source>setup_button</source>
        <translation>Create administrator</translation>
    </message>
    <message>
        <source>setup_done_heading</source>
        <translation>All set</translation>
    </message>
    <message>
        <source>setup_done_text</source>
        <translation>The administrator exists. You can sign in now.</translation>
    </message>
    <message>
        <source>setup_heading</source>
        <translation>Set up the first administrator</translation>
    </message>
    <message>
        <source>setup_lead</source>
        <translation>This account may do everything on this server. The link that brought you here works once.</translation>
    </message>
    <message>
        <source>setup_title</source>
        <translation>Set-up</translation>
    </message>
    <message>
        <source>setup_username</source>
        <translation>User name</translation>
    </message>
    <message>
        <source>show</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>show_password</source>
        <translation>Show password</translation>
    </message>
    <message>
        <source>sign_in_button</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>sign_in_for_client</source>
        <translation>to continue to {client_name}</translation>
    </message>
    <message>
        <source>sign_in_heading</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>sign_in_title</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>skip_to_content</source>
        <translation>Skip to content</translation>
    </message>
    <message>
        <source>sms_code_text</source>
        <translation>{code} is your code to sign in to {realm_name}. It works for ten minutes. Tell it to nobody.</translation>
    </message>
    <message>
        <source>sms_phone_text</source>
        <translation>{code} is the code that confirms your number at {realm_name}. It works for ten minutes. Tell it to nobody.</translation>
    </message>
    <message>
        <source>start_again</source>
        <translation>Start again</translation>
    </message>
    <message>
        <source>time_limit_last</source>
        <translation>This page ends in a minute, and cannot wait any longer. If it ends, please start again.</translation>
    </message>
    <message>
        <source>time_limit_soon</source>
        <translation>This page ends in a minute. Do you need more time?</translation>
    </message>
    <message>
        <source>time_limit_until</source>
        <translation>You have until {until} for this page.</translation>
    </message>
    <message>
        <source>title_page</source>
        <translation>{title} – {realm_name}</translation>
    </message>
    <message>
        <source>title_with_error</source>
        <translation>Error: {title} – {realm_name}</translation>
    </message>
    <message>
        <source>use_other_account</source>
        <translation>Use another account</translation>
    </message>
    <message>
        <source>username</source>
        <translation>User name or e-mail</translation>
    </message>
</context>
</TS>
