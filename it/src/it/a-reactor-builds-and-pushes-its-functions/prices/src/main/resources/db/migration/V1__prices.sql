create table prices (item text);
