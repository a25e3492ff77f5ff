using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Trireme.Api.Apps.V1;
using Trireme.Api.Core.V1;
using Trireme.Client;
using Trireme.Client.Configuration;
using Trireme.Client.Transport;
using Trireme.Hosting;
using Trireme.Machinery.Decoding;
using Trireme.Machinery.Schema;
using Trireme.Node.Cri.Images;

namespace Trireme.Examples;

/// <summary>Builds an example's images, imports them, applies its manifest, waits until it answers, and says what to try next.</summary>
internal sealed class ExampleRun(string name, ClusterPaths paths, TextWriter output, TimeProvider time)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly string _folder = ExampleCatalog.Require(name);

    /// <summary>Runs the example.</summary>
    /// <exception cref="StartException">A step failed; the message says which and why.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var progress = new StartProgress(output, time);
        var facts = ExampleCatalog.Facts(_folder);
        var images = Directory.CreateTempSubdirectory("trireme-example-").FullName;
        try
        {
            await progress.StepAsync("images", () => BuildAsync(images, cancellationToken)).ConfigureAwait(false);
            await progress.StepAsync("import", () => ImportAsync(images, cancellationToken)).ConfigureAwait(false);
            var transport = new HttpsTransport(Kubeconfig.Load(paths.Kubeconfig).Connection(), time);
            await using var closing = transport.ConfigureAwait(false);
            var client = new ApiClient(transport);
            await progress.StepAsync("apply", () => ApplyAsync(client, cancellationToken)).ConfigureAwait(false);
            foreach (var deployment in facts["DEPLOYMENTS"].Split(' '))
                await progress.StepAsync("wait", () => WaitAsync(client, deployment, cancellationToken)).ConfigureAwait(false);
            var address = "";
            await progress.StepAsync("answer", async () =>
            {
                string first;
                (address, first) = await AnswerAsync(client, facts["SERVICE"], cancellationToken).ConfigureAwait(false);
                return first;
            }).ConfigureAwait(false);
            await output.WriteLineAsync($"\n  {name} answers at {address}\n\n  try next:\n    curl {address}").ConfigureAwait(false);
            foreach (var line in facts["TRY"].Split('\n'))
                await output.WriteLineAsync("    " + line).ConfigureAwait(false);
            await output.WriteLineAsync().ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(images, recursive: true);
        }
    }

    private async Task<string> BuildAsync(string images, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Path.Combine(_folder, "build.sh"), [images])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["TRIREME_NO_BUILD"] = "1" },
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var text = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        await text.ConfigureAwait(false);
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        return process.ExitCode == 0
            ? $"built {string.Join(", ", Directory.EnumerateFiles(images, "*.tar").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal))} from Debian packages"
            : throw new StartException($"{_folder}/build.sh failed: {errors.Trim()}");
    }

    private async Task<string> ImportAsync(string images, CancellationToken cancellationToken)
    {
        var importer = new ImageImporter(RuntimeSocket.Of(paths), time);
        var names = new List<string>();
        foreach (var file in Directory.EnumerateFiles(images, "*.tar").Order(StringComparer.Ordinal))
        {
            try
            {
                names.AddRange(await importer.ImportAsync(file, cancellationToken).ConfigureAwait(false));
            }
            catch (Node.Runtime.RuntimeException error)
            {
                throw new StartException($"the image cannot be imported: {error.Message}", error);
            }
        }
        return string.Join(", ", names);
    }

    private async Task<string> ApplyAsync(ApiClient client, CancellationToken cancellationToken)
    {
        var applied = new List<string>();
        foreach (var manifest in YamlReader.ReadAll(await File.ReadAllTextAsync(Path.Combine(_folder, name + ".yaml"), cancellationToken).ConfigureAwait(false)))
        {
            var kind = KindOf(manifest);
            var objectName = (string)manifest["metadata"]!["name"]!;
            var path = kind.Path("default", objectName) + "?fieldManager=trireme&force=true";
            var response = await client.Transport.SendAsync(
                new ApiRequest("PATCH", path) { Body = Encoding.UTF8.GetBytes(manifest.ToJsonString()), ContentType = "application/apply-patch+yaml" }, cancellationToken).ConfigureAwait(false);
            await using var closing = response.ConfigureAwait(false);
            if (response.StatusCode is not (200 or 201))
                throw new StartException($"{kind.Kind} {objectName} was refused: {await new StreamReader(response.Body).ReadToEndAsync(cancellationToken).ConfigureAwait(false)}");
            applied.Add($"{kind.Singular}/{objectName}");
        }
        return string.Join(", ", applied);
    }

    private static KindInfo KindOf(JsonObject manifest)
    {
        var version = ((string)manifest["apiVersion"]!).Split('/');
        return KindRegistry.BuiltIn.FindKind(version.Length == 2 ? version[0] : "", version[^1], (string)manifest["kind"]!)
            ?? throw new StartException($"the manifest has an unknown kind: {manifest["kind"]}");
    }

    private async Task<string> WaitAsync(ApiClient client, string deployment, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var found = (await client.Resource<Deployment>("default").GetAsync(deployment, cancellationToken).ConfigureAwait(false)).Require();
            var status = found.Status;
            if (status.ObservedGeneration >= found.Metadata.Generation && status.UpdatedReplicas == found.Spec.Replicas && status.AvailableReplicas == found.Spec.Replicas)
                return $"deployment/{deployment}: {status.AvailableReplicas} of {found.Spec.Replicas} available";
            if (time.GetElapsedTime(started) > Patience)
                throw new StartException($"deployment/{deployment} has {status.AvailableReplicas ?? 0} of {found.Spec.Replicas} Pods available after {Patience.TotalMinutes:F0} minutes: see 'kubectl describe pods'");
            await Task.Delay(Poll, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(string Address, string FirstLine)> AnswerAsync(ApiClient client, string service, CancellationToken cancellationToken)
    {
        var found = (await client.Resource<Service>("default").GetAsync(service, cancellationToken).ConfigureAwait(false)).Require();
        var settings = ClusterSettingsFile.Find(paths)!;
        var address = $"http://{settings.AdvertiseAddress}:{found.Spec.Ports![0].NodePort}/";
        using var handler = new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(2) };
        using var http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(5) };
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                var response = await http.GetAsync(address, cancellationToken).ConfigureAwait(false);
                var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
                if (response.StatusCode == HttpStatusCode.OK)
                    return (address, text.Split('\n')[0] is { Length: <= 80 } line ? line : "200 OK");
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
            {
                // Not yet.
            }
            if (time.GetElapsedTime(started) > Patience)
                throw new StartException($"{address} does not answer: see 'kubectl get pods,endpointslices'");
            await Task.Delay(Poll, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
