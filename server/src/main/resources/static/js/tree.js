// The keyboard in a project.
