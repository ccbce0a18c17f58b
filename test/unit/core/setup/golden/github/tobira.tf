# CI jobs of token.actions.githubusercontent.com in AWS account 123456789012: OIDC provider, roles and what they may do.
# Permissions: ReadOnlyAccess

terraform {
  required_version = ">= 1.3"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.81.0"
    }
  }
}

variable "create_oidc_provider" {
  description = "An account has one OIDC provider for each issuer. Set to false where there is one already, and add the client id to it where it is managed."
  type        = bool
  default     = true
}

data "aws_caller_identity" "tobira" {}

resource "aws_iam_openid_connect_provider" "tobira" {
  count = var.create_oidc_provider ? 1 : 0

  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

data "aws_iam_openid_connect_provider" "tobira" {
  count = var.create_oidc_provider ? 0 : 1

  url = "https://token.actions.githubusercontent.com"

  lifecycle {
    postcondition {
      condition     = contains(self.client_id_list, "sts.amazonaws.com")
      error_message = "The OIDC provider that is there lacks a client id: sts.amazonaws.com"
    }
  }
}

locals {
  tobira_provider_arn = one(concat(
    aws_iam_openid_connect_provider.tobira[*].arn,
    data.aws_iam_openid_connect_provider.tobira[*].arn,
  ))
}

resource "aws_iam_role" "tobira" {
  name                 = "Deploy"
  description          = "CI jobs of token.actions.githubusercontent.com, by way of Tobira"
  max_session_duration = 3600

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "ExactSubjects"
        Effect = "Allow"
        Principal = {
          Federated = local.tobira_provider_arn
        }
        Action = "sts:AssumeRoleWithWebIdentity"
        Condition = {
          StringEquals = {
            "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
            "token.actions.githubusercontent.com:sub" = [
              "repo:octocat/hello:ref:refs/heads/main",
              "repo:octocat/hello:ref:refs/heads/c++",
            ]
          }
        }
      },
      {
        Sid    = "SubjectPatterns"
        Effect = "Allow"
        Principal = {
          Federated = local.tobira_provider_arn
        }
        Action = "sts:AssumeRoleWithWebIdentity"
        Condition = {
          StringEquals = {
            "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
          }
          StringLike = {
            "token.actions.githubusercontent.com:sub" = [
              "repo:octocat/hello:ref:refs/heads/release/*",
              "repo:octocat/hello:ref:refs/tags/v*",
            ]
          }
        }
      },
    ]
  })

  tags = {
    tobira-setup = "terraform"
  }

  lifecycle {
    precondition {
      condition     = data.aws_caller_identity.tobira.account_id == "123456789012"
      error_message = "This is meant for another account: 123456789012"
    }
  }
}

resource "aws_iam_role_policy_attachment" "tobira" {
  for_each = toset([
    "arn:aws:iam::aws:policy/ReadOnlyAccess",
  ])

  role       = aws_iam_role.tobira.name
  policy_arn = each.value
}

output "role_arns" {
  value = [
    aws_iam_role.tobira.arn,
  ]
}
