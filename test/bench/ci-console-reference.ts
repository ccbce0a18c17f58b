/** What people write by hand for the same: boto3 for STS, requests for the sign-in, and the address put together. */
export const referenceProgram = `
import json, os
from urllib.parse import urlencode
import boto3
import requests
from botocore import UNSIGNED
from botocore.config import Config

sts = boto3.client(
    "sts",
    region_name="us-east-1",
    endpoint_url=os.environ["AWS_ENDPOINT_URL_STS"],
    config=Config(signature_version=UNSIGNED),
)
given = sts.assume_role_with_web_identity(
    RoleArn=os.environ["ROLE_ARN"],
    RoleSessionName="bench",
    WebIdentityToken=os.environ["MY_ID_TOKEN"],
)["Credentials"]
session = json.dumps({
    "sessionId": given["AccessKeyId"],
    "sessionKey": given["SecretAccessKey"],
    "sessionToken": given["SessionToken"],
})
signin = os.environ["TOBIRA_SIGNIN_ENDPOINT"]
reply = requests.post(signin, data={"Action": "getSigninToken", "Session": session}, timeout=15)
reply.raise_for_status()
print(signin + "?" + urlencode({
    "Action": "login",
    "Issuer": os.environ["ISSUER"],
    "Destination": os.environ["TOBIRA_CONSOLE_ENDPOINT"],
    "SigninToken": reply.json()["SigninToken"],
}))
`;
