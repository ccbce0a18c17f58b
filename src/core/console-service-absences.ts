/**
 * What a partition of AWS is known not to have, by the ids of services. Each of them is missing in the partition's part of
 * the list of endpoints that AWS keeps for its SDKs (botocore 1.43). That list has gaps: what it may merely have left out is
 * not listed here. AWS adds to its partitions: whatever has come goes from here.
 */
export const absentServices: Readonly<Record<string, readonly string[]>> = {
  'aws-cn': [
    ...['amplify', 'apprunner', 'auditmanager', 'bedrock', 'bedrock-agentcore', 'braket', 'cleanrooms'],
    ...['cloud9', 'codeartifact', 'comprehend', 'connect', 'dataexchange', 'devicefarm', 'devops-guru'],
    ...['finspace', 'globalaccelerator', 'groundstation', 'healthlake', 'ivs', 'kendra', 'lex', 'lightsail'],
    ...['location', 'macie', 'managedblockchain', 'mediaconnect', 'medialive', 'mediapackage'],
    ...['mediatailor', 'omics', 'pinpoint', 'rekognition', 'textract', 'workmail'],
  ],
  'aws-us-gov': [
    ...['amplify', 'apprunner', 'braket', 'cleanrooms', 'cloud9', 'cloudfront', 'codeartifact', 'devicefarm'],
    ...['devops-guru', 'finspace', 'gamelift', 'globalaccelerator', 'groundstation', 'ivs', 'lightsail'],
    ...[
      'macie',
      'mediaconnect',
      'medialive',
      'mediapackage',
      'mediatailor',
      'omics',
      'personalize',
      'workmail',
    ],
  ],
  'aws-eusc': [
    ...['apprunner', 'braket', 'cleanrooms', 'cloud9', 'codeartifact', 'codecommit', 'devicefarm'],
    ...['devops-guru', 'finspace', 'gamelift', 'globalaccelerator', 'groundstation', 'healthlake', 'ivs'],
    ...['kendra', 'lightsail', 'macie', 'managedblockchain', 'omics', 'personalize', 'pinpoint'],
    ...['quicksight', 'workmail'],
  ],
};
