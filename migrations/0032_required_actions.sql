-- What nothing ever acted on is asked of nobody any more, and the API takes it no longer.
UPDATE users SET required_actions = array_remove(array_remove(array_remove(required_actions, 'complete_profile'), 'accept_terms'), 'reverify'),
    version = version + 1
WHERE required_actions && ARRAY['complete_profile', 'accept_terms', 'reverify'];
