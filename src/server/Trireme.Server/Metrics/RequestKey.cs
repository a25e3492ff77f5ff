namespace Trireme.Server.Metrics;

/// <summary>What requests are counted by. All parts come from bounded sets: known verbs, known resources, codes.</summary>
internal readonly record struct RequestKey(string Verb, string Group, string Version, string Resource, string Subresource, int Code);
