# Stands in for machines of a provider, so that a plan can be made without an account: terraform_data is built in.
locals {
  web_size  = "medium"
  web_count = 4
}

resource "terraform_data" "web" {
  count = local.web_count
  input = { size = local.web_size, role = "web" }
}

resource "terraform_data" "database" {
  input = { size = "huge", role = "database" }
}
