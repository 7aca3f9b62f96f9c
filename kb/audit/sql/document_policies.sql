-- Policies whose content was read from a document.
SELECT p.id AS policy FROM policy AS p WHERE p.document_id = :document ORDER BY p.id
